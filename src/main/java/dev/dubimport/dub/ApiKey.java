package dev.dubimport.dub;

/** The key of a workspace. It goes into the request and nowhere else: no text made of it shows it. */
public final class ApiKey {
    private static final int MOST_CHARACTERS = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String ASSIGNMENT = "DUB_API_KEY=";

    private final String text;
    private final Redaction redaction;

    private ApiKey(String text) {
        this.text = text;
        this.redaction = new Redaction(text);
    }

    /**
     * The key in that text, as it comes out of a file or a variable: a byte order mark in front of it and white space
     * around it are dropped.
     *
     * @throws IllegalArgumentException if no header can bear it; the message does not show it
     */
    public static ApiKey of(String text) {
        String key = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "the API key is blank; set DUB_API_KEY, or name a file that holds the key");
        }
        if (key.startsWith(ASSIGNMENT)) {
            throw new IllegalArgumentException("the API key holds more than the key: remove " + ASSIGNMENT);
        }
        if (key.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the API key is " + key.length() + " characters long, at most "
                    + MOST_CHARACTERS + " are allowed; give the key alone");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the API key holds a space, a line break or a character that is not ASCII;"
                            + " give the key alone, as Dub shows it");
        }
        return new ApiKey(key);
    }

    /**
     * The text with {@code ***} wherever the key, a piece of it or a common encoding of it stood: services echo what they were
     * sent.
     */
    public String redact(String text) {
        return redaction.of(text);
    }

    String authorization() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
