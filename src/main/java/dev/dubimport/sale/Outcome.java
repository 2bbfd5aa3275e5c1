package dev.dubimport.sale;

/** What became of one row. Every row that was read ends in exactly one of these. */
public enum Outcome {
    /** The API answered with a sale. */
    RECORDED("recorded", "recorded"),
    /** The ledger already says recorded, with the same content. */
    SKIPPED("skipped", "skipped"),
    /** The same invoice id and content stood earlier in this file. */
    DUPLICATE("duplicate", "duplicate"),
    /** No sale, by a rule of the mapping or because nothing was paid; never sent. */
    FILTERED("filtered", "filtered"),
    /** The same invoice id with other content: in the file, in the ledger or in the API's answer. */
    CONFLICT("conflict", "conflict"),
    /** Breaks a rule; never sent. */
    INVALID("invalid", "invalid"),
    /** Accepted with {@code sale: null}: nothing was recorded. */
    UNATTRIBUTED("unattributed", "unattributed"),
    /** The API refused this sale for good. */
    REFUSED("refused", "refused"),
    /** Surely not recorded, after all retries. */
    FAILED("failed", "failed"),
    /** It may have arrived, and no answer came, after all retries. */
    IN_DOUBT("in doubt", "inDoubt");

    private final String word;
    private final String jsonKey;

    Outcome(String word, String jsonKey) {
        this.word = word;
        this.jsonKey = jsonKey;
    }

    /** The word people see, in summaries and in the rejects file. */
    public String word() {
        return word;
    }

    /** The key in JSON summaries. */
    public String jsonKey() {
        return jsonKey;
    }

    /** Whether nothing is left to do: the sale is in the destination's books, or the row is none. */
    public boolean isSettledWell() {
        return switch (this) {
            case RECORDED, SKIPPED, DUPLICATE, FILTERED -> true;
            case CONFLICT, INVALID, UNATTRIBUTED, REFUSED, FAILED, IN_DOUBT -> false;
        };
    }

    /** Whether a person will ask why: a record with the reason is kept of every such row. */
    public boolean hasReason() {
        return !isSettledWell() || this == FILTERED;
    }
}
