package dev.dubimport.sale;

/**
 * A sale's metadata: a JSON object as the text that is sent, in canonical form (keys sorted, no white space), so that equal
 * metadata has equal text.
 */
public record Metadata(String json) {
    /** The contract: at most 10,000 characters once stringified. */
    public static final int MOST_CHARACTERS = 10_000;

    /** No metadata: the field is left out of the request. */
    public static final Metadata NONE = new Metadata("{}");

    public boolean isEmpty() {
        return json.equals(NONE.json);
    }
}
