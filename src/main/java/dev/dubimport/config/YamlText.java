package dev.dubimport.config;

import dev.dubimport.sale.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A YAML file as keys and texts. Texts are what is written: elsewhere {@code 0123} is 83 and {@code no} is false, and a
 * workspace called so would have another ledger. Read event by event; tags, anchors and aliases are refused.
 */
final class YamlText {
    private static final int MOST_NESTED = 6;
    private static final Pattern MARK = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_NESTED).build())
            .build();

    private final String file;
    private final List<String> problems;

    /**
     * A reading of one file.
     *
     * @param file its name, for messages
     * @param problems takes what is wrong with it
     */
    YamlText(String file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The keys of the file; none where there is nothing in it. */
    Map<String, Node> read(String text) {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Map.of();
            }
            Node root = node(parser, place(parser));
            if (root.shape() != Node.Shape.KEYS) {
                throw new UnusableConfiguration(root.key() + " no keys; begin with `profiles:`");
            }
            if (parser.nextToken() != null) {
                throw new UnusableConfiguration(place(parser) + " a second document; keep one configuration in a file");
            }
            return root.children();
        } catch (JacksonException e) {
            throw notYaml(e);
        }
    }

    /** The exception knows of the last token only; where the reading ended stands in its text. */
    private UnusableConfiguration notYaml(JacksonException e) {
        String message = e.getOriginalMessage();
        Matcher mark = MARK.matcher(message);
        Place place = new Place(file, 1, 1);
        while (mark.find()) {
            place = new Place(file, Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2)));
        }
        String reason = message.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("found ") || line.startsWith("expected "))
                .findFirst()
                .or(() -> message.lines().findFirst())
                .orElse("");
        return new UnusableConfiguration(place + " not YAML (" + Shown.shortened(reason)
                + "); write `key: value` lines, each key once, blanks in front and no tabs");
    }

    private Node node(YAMLParser parser, Place key) {
        Place value = place(parser);
        if (parser.isCurrentAlias() || parser.getTypeId() != null || parser.getObjectId() != null) {
            throw new UnusableConfiguration(
                    value + " a tag, an anchor or an alias (!, &, *): write plain text, in quotes if need be");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new Node(key, value, Node.Shape.KEYS, "", children(parser));
        }
        if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return new Node(key, value, Node.Shape.LIST, "", Map.of());
        }
        if (token == JsonToken.VALUE_NULL) {
            return new Node(key, value, Node.Shape.NOTHING, "", Map.of());
        }
        return new Node(key, value, Node.Shape.TEXT, parser.getString(), Map.of());
    }

    private Map<String, Node> children(YAMLParser parser) {
        Map<String, Node> children = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Place key = place(parser);
            parser.nextToken();
            Node former = children.put(name, node(parser, key));
            if (former != null) {
                problems.add(key + " " + Shown.shortened(name) + ": stands twice, first on line "
                        + former.key().line() + "; remove one");
            }
        }
        return children;
    }

    private Place place(YAMLParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(file, at.getLineNr(), at.getColumnNr());
    }
}
