package dev.dubimport.config;

import java.util.Map;

/**
 * A key of the file and what it has.
 *
 * @param key where the key stands
 * @param value where its value stands
 * @param text of a single value, as it is written; else empty
 */
record Node(Place key, Place value, Shape shape, String text, Map<String, Node> children) {
    enum Shape {
        TEXT,
        KEYS,
        LIST,
        NOTHING
    }

    boolean isText() {
        return shape == Shape.TEXT && !text.isBlank();
    }
}
