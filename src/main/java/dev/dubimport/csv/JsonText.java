package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON in canonical form: keys sorted at every level, no white space, numbers as they were written (no double in between), so
 * that equal metadata has equal text.
 */
final class JsonText {
    /** Our own bound: each level is sorted and copied into the one above it. */
    private static final int MOST_NESTED = 100;

    /** Keys are not remembered from one row to the next: a hostile file could fill that memory. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_NESTED).build())
            .build();

    /** Text that cannot be metadata: the code, and what to say of it. */
    static final class Refused extends Exception {
        private final String code;
        private final String rule;
        private final String mend;

        Refused(String code, String rule, String mend) {
            super(rule);
            this.code = code;
            this.rule = rule;
            this.mend = mend;
        }

        String code() {
            return code;
        }

        String rule() {
            return rule;
        }

        String mend() {
            return mend;
        }
    }

    private JsonText() {}

    /** The members of a JSON object: the canonical text of each value by its key. */
    static SortedMap<String, String> members(String json) throws Refused {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused(
                        "metadata_not_an_object",
                        "not a JSON object",
                        "write an object such as {\"plan\":\"pro\"}, or leave the cell empty");
            }
            SortedMap<String, String> members = members(parser);
            if (parser.nextToken() != null) {
                throw notJson("more text after the JSON object");
            }
            return members;
        } catch (StreamConstraintsException e) {
            throw new Refused(
                    "metadata_too_deep",
                    "nested more than " + MOST_NESTED + " levels, or a number of more than 1,000 digits",
                    "write a simpler object");
        } catch (JacksonException e) {
            throw notJson("not JSON at character " + Math.max(1, e.getLocation().getColumnNr()));
        }
    }

    /** The object that has those members. */
    static String object(SortedMap<String, String> members) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        members.forEach((key, value) -> object.add(string(key) + ":" + value));
        return object.toString();
    }

    /** The text as a JSON string. */
    static String string(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        appendString(quoted, text);
        return quoted.toString();
    }

    static void appendString(StringBuilder json, String text) {
        json.append('"');
        if (isPlain(text)) {
            json.append(text);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, json);
        }
        json.append('"');
    }

    /** Refuses what no text of a person holds: control characters but tabs and line breaks, halves of characters. */
    static void checkText(String text) throws Refused {
        int at = plainStart(text);
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                throw new Refused("metadata_control_character", "holds a control character", "remove it");
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new Refused(
                        "metadata_lone_surrogate",
                        "holds half of a character (a lone surrogate)",
                        "write the whole character");
            }
            at += Character.charCount(c);
        }
    }

    /** How many characters at the beginning are printable ASCII: of most texts all, decided without a look at tables. */
    private static int plainStart(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) <= '~') {
            at++;
        }
        return at;
    }

    private static SortedMap<String, String> members(JsonParser parser) throws Refused {
        SortedMap<String, String> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            checkText(key);
            parser.nextToken();
            if (members.put(key, value(parser)) != null) {
                throw new Refused(
                        "metadata_key_twice", "the key \"" + Shown.shortened(key) + "\" stands twice", "remove one");
            }
        }
        return members;
    }

    private static String value(JsonParser parser) throws Refused {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(members(parser));
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser.getString());
            default -> parser.getString();
        };
    }

    private static String array(JsonParser parser) throws Refused {
        StringJoiner array = new StringJoiner(",", "[", "]");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array.toString();
    }

    private static String text(String value) throws Refused {
        checkText(value);
        return string(value);
    }

    private static Refused notJson(String rule) {
        return new Refused(
                "metadata_not_json", rule, "write an object such as {\"plan\":\"pro\"}, or leave the cell empty");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
