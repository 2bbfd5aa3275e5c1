package dev.dubimport.report;

import java.time.Instant;
import java.util.Map;

/**
 * What a page was made from, so that whoever signs it can have it made again.
 *
 * @param version of the program
 * @param command as it was given, without secrets
 * @param mapping what people call it; empty where the columns' own names told
 * @param mappingDigest the SHA-256 of the mapping's text, in hexadecimal; empty where there is none
 * @param madeAt when the page was made
 * @param fileDigests the SHA-256 of each file's bytes, in hexadecimal, by {@link RunSummary#file}; a reconciliation has its own
 */
public record Provenance(
        String version,
        String command,
        String mapping,
        String mappingDigest,
        Instant madeAt,
        Map<String, String> fileDigests) {
    public Provenance {
        fileDigests = Map.copyOf(fileDigests);
    }
}
