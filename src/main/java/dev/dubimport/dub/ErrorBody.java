package dev.dubimport.dub;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The API's error body: {@code {"error": {"code": "not_found", "message": "..."}}}. */
record ErrorBody(String code, String message) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,60}");

    /** The error; empty if the body is not the API's, such as a gateway's page. */
    static Optional<ErrorBody> parse(String body) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT || !advanceTo(json, "error")) {
                return Optional.empty();
            }
            return json.isExpectedStartObjectToken() ? error(json) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<ErrorBody> error(JsonParser json) {
        String code = "";
        String message = "";
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
            if (isText && name.equals("code")) {
                code = json.getString();
            }
            if (isText && name.equals("message")) {
                message = json.getString();
            }
            json.skipChildren();
        }
        return CODE.matcher(code).matches() ? Optional.of(new ErrorBody(code, message)) : Optional.empty();
    }

    private static boolean advanceTo(JsonParser json, String wanted) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals(wanted)) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }
}
