package dev.dubimport.ledger;

import java.time.Instant;

/**
 * The import of one file to one destination, from its first row to its last, over all restarts in between.
 *
 * @param file what the file is called: its path, or another name where it has none
 * @param sha256 of all bytes of the file, unpacked, when the run began
 * @param recipe a digest of what else decides about the rows' meaning: the mapping, what to do without an invoice id
 */
public record Run(long id, Destination destination, String file, String sha256, String recipe, Instant startedAt) {

    /** Whether a file of this content, read by this recipe, is what the run was about. */
    public boolean isAbout(String sha256, String recipe) {
        return this.sha256.equals(sha256) && this.recipe.equals(recipe);
    }
}
