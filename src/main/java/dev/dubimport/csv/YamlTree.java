package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A small YAML file as plain text, and lists of it, in plain keys. It is read event by event: nothing is instantiated, no alias
 * is followed, and tags and anchors, which a mapping has no use for, are refused.
 */
final class YamlTree {
    private static final int MOST_BYTES = 100_000;
    private static final int MOST_NESTED = 10;
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_NESTED).build())
            .build();

    /**
     * A value and the line on which it stands.
     *
     * @param text of a single value; empty for lists, for keys with values below, and for nothing at all
     * @param items of a list of texts
     */
    record Node(long line, Optional<String> text, List<String> items, Map<String, Node> children) {}

    private final Path file;
    private final String text;
    private final Problems problems;

    /** @param file where the text is from, for messages */
    YamlTree(Path file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    Node read() {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problems.only(file, "no mapping: it has no keys; begin with `columns:`");
            }
            Node root = node(parser, line(parser));
            if (parser.nextToken() != null) {
                throw Problems.only(file, line(parser), "a second document; keep one mapping in a file");
            }
            return root;
        } catch (JacksonException e) {
            throw notYaml(e);
        }
    }

    private Node node(YAMLParser parser, long line) {
        if (parser.isCurrentAlias() || parser.getTypeId() != null || parser.getObjectId() != null) {
            throw Problems.only(
                    file, line, "a tag, an anchor or an alias (!, &, *): write plain text, in quotes if need be");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            return new Node(line, Optional.empty(), items(parser), Map.of());
        }
        if (token == JsonToken.START_OBJECT) {
            return new Node(line, Optional.empty(), List.of(), children(parser));
        }
        return new Node(
                line,
                token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(parser.getString()),
                List.of(),
                Map.of());
    }

    private List<String> items(YAMLParser parser) {
        List<String> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Node item = node(parser, line(parser));
            items.add(item.text()
                    .orElseThrow(() -> Problems.only(
                            file, item.line(), "an item of a list that is no text; write `[one, another]`")));
        }
        return items;
    }

    private Map<String, Node> children(YAMLParser parser) {
        Map<String, Node> children = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            long line = line(parser);
            parser.nextToken();
            if (children.put(key, node(parser, line)) != null) {
                problems.add(line, Shown.shortened(key) + ": stands twice; remove one");
            }
        }
        return children;
    }

    private static long line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The text of a file that a person wrote. */
    static String textOf(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Problems.only(
                    file, Files.exists(file) ? "not a file; name a YAML file" : "no such file; check the path");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problems.only(file, "more than 100,000 bytes: not a mapping; name a small YAML file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problems.only(file, "not UTF-8; save the file as UTF-8");
        } catch (IOException e) {
            throw Problems.only(file, "cannot be read (" + e.getMessage() + "); check its permissions");
        }
    }

    private UnusableFile notYaml(JacksonException e) {
        long line = Optional.ofNullable(e.getLocation())
                .map(TokenStreamLocation::getLineNr)
                .orElse(1);
        String reason = e.getOriginalMessage().lines().findFirst().orElse("");
        return Problems.only(file, line, "not YAML (" + Shown.shortened(reason) + "); write `key: value` lines");
    }
}
