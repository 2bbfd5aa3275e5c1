package dev.dubimport.console;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON for the page. */
final class Json {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String text(ObjectNode json) {
        return JSON.writeValueAsString(json);
    }

    static JsonNode parse(String text) {
        return JSON.readTree(text);
    }
}
