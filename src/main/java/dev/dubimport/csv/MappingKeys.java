package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a mapping, with a complaint wherever the value is not of the kind that is asked for. */
final class MappingKeys {
    private final Map<String, YamlTree.Node> keys;
    private final Problems problems;

    MappingKeys(Map<String, YamlTree.Node> keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    Optional<YamlTree.Node> find(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    void checkKnown(List<String> known) {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                add(node, key, "no such key", Suggestion.nearest(key, known, "use one of " + String.join(", ", known)));
            }
        });
    }

    /** What stands under a key that has keys below it. */
    Map<String, YamlTree.Node> section(String name) {
        YamlTree.Node node = keys.get(name);
        if (node == null) {
            return Map.of();
        }
        if (node.children().isEmpty()) {
            add(node, name, "no keys below it", "write `key: value` lines below it, indented, or remove it");
        }
        return node.children();
    }

    /** The keys below a key. */
    MappingKeys below(String name) {
        return new MappingKeys(section(name), problems);
    }

    Optional<String> choice(String key, List<String> allowed) {
        YamlTree.Node node = keys.get(key);
        if (node == null || !isText(node, key)) {
            return Optional.empty();
        }
        String text = text(node);
        if (!allowed.contains(text)) {
            add(
                    node,
                    key + " \"" + Shown.shortened(text) + "\"",
                    "unknown",
                    "use one of " + String.join(", ", allowed));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Texts under a key: one, or a list. */
    List<String> texts(String key) {
        YamlTree.Node node = keys.get(key);
        if (node == null || (node.items().isEmpty() && !isText(node, key))) {
            return List.of();
        }
        return stripped(node);
    }

    /** The name of a column, or a list of the names that it may have; an empty one at the end means that there may be none. */
    Optional<ColumnNames> names(YamlTree.Node node, String path) {
        if (node.items().isEmpty() && !isText(node, path)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(stripped(node));
        boolean orNone = names.get(names.size() - 1).isEmpty();
        if (orNone) {
            names.remove(names.size() - 1);
        }
        if (names.isEmpty() || names.contains("")) {
            add(node, path, "a name that is empty", "name columns; only the last may be \"\", for: or none of them");
            return Optional.empty();
        }
        return Optional.of(new ColumnNames(names, orNone));
    }

    Optional<RowExpression> expression(YamlTree.Node node, String path, ExpressionKind kind) {
        if (!isText(node, path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RowExpression.parse(text(node), kind));
        } catch (RowExpression.Refused e) {
            problems.add(
                    node.line(), Shown.escaped(path) + " \"" + Shown.shortened(text(node)) + "\": " + e.getMessage());
            return Optional.empty();
        }
    }

    boolean isText(YamlTree.Node node, String path) {
        if (node.text().filter(text -> !Blanks.strip(text).isEmpty()).isPresent()) {
            return true;
        }
        String rule = "no value";
        if (!node.items().isEmpty()) {
            rule = "a list where one value is meant";
        } else if (!node.children().isEmpty()) {
            rule = "keys where one value is meant";
        }
        add(node, path, rule, "write one text");
        return false;
    }

    void add(YamlTree.Node node, String path, String rule, String mend) {
        problems.add(node.line(), Shown.escaped(path) + ": " + rule + "; " + mend);
    }

    static String text(YamlTree.Node node) {
        return Blanks.strip(node.text().orElse(""));
    }

    private static List<String> stripped(YamlTree.Node node) {
        return node.items().isEmpty()
                ? List.of(text(node))
                : node.items().stream().map(Blanks::strip).toList();
    }
}
