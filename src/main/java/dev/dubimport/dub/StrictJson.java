package dev.dubimport.dub;

import dev.dubimport.sale.Shown;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer, read token by token and without mercy: books that are reconciled with a guess are worse than none. Names that
 * nobody asked for are read over.
 */
final class StrictJson {
    /** A name that stands twice has two readings, and so none. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private final ApiKey key;
    private String place;

    private StrictJson(JsonParser json, ApiKey key, String place) {
        this.json = json;
        this.key = key;
        this.place = place;
    }

    /**
     * Reads the body with that; nothing may stand behind what it reads.
     *
     * @param place what was asked for, for the message
     * @throws Unreadable if the body is not as it is read
     */
    static <T> T read(String body, ApiKey key, String place, Function<StrictJson, T> content) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            StrictJson strict = new StrictJson(json, key, place);
            try {
                json.nextToken();
                T read = content.apply(strict);
                strict.place = place;
                if (json.nextToken() != null) {
                    throw strict.unreadable("more text behind its end");
                }
                return read;
            } catch (JacksonException e) {
                // Not its message: it may show what the answer holds.
                throw strict.unreadable("cut off or no JSON at character "
                        + (json.currentLocation().getCharOffset() + 1));
            }
        }
    }

    /** Reads each item of an array, which are counted from 1 for the message. */
    void each(String what, Runnable item) {
        require(json.isExpectedStartArrayToken(), "not an array");
        String around = place;
        for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
            place = around + ", " + what + " " + number;
            item.run();
        }
        place = around;
    }

    /** Reads an object: that is called for each name and reads its value, or leaves it. */
    void object(String what, Consumer<String> field) {
        require(json.isExpectedStartObjectToken(), what + ": not an object");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            JsonToken before = json.currentToken();
            field.accept(name);
            if (json.currentToken() == before) {
                json.skipChildren();
            }
        }
    }

    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** The text that stands here; empty where {@code null} does. */
    String textOrNone(String name) {
        return isNull() ? "" : text(name);
    }

    String text(String name) {
        require(json.currentToken() == JsonToken.VALUE_STRING, name + ": not a text");
        return json.getString();
    }

    /** The number that stands here, whole and not negative. */
    long count(String name) {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, name + ": not a whole number");
        require(json.getNumberType() != JsonParser.NumberType.BIG_INTEGER, name + ": too large a number");
        long value = json.getLongValue();
        require(value >= 0, name + " " + value + ": negative");
        return value;
    }

    /** What was read under that name. */
    <T> T required(String name, @Nullable T value) {
        return Optional.ofNullable(value).orElseThrow(() -> unreadable(name + ": missing"));
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw unreadable(otherwise);
        }
    }

    /** A value as it may be shown. */
    String quoted(String value) {
        return "\"" + Shown.shortened(key.redact(value)) + "\"";
    }

    Unreadable unreadable(String why) {
        return new Unreadable(place + ": the answer is not as agreed: " + why
                + "; run the same command again, and if it is still so, look for a newer release or report this line");
    }
}
