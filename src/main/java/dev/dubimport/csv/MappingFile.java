package dev.dubimport.csv;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Draft;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Notation;
import dev.dubimport.sale.SaleRules;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a mapping and checks what can be checked without the file that it is for. */
final class MappingFile {
    private static final List<String> KEYS =
            List.of("encoding", "columns", "constants", "amounts", "decimals", "rounding", "metadata");
    private static final List<String> FIELDS =
            Arrays.stream(Field.values()).map(Field::contractName).toList();
    private static final Map<String, Charset> ENCODINGS = encodings();
    private static final Map<String, RoundingMode> ROUNDINGS = roundings();

    private final Path file;
    private final Problems problems;

    MappingFile(Path file) {
        this.file = file;
        this.problems = new Problems(file);
    }

    Mapping read() {
        Map<String, YamlTree.Node> keys = new YamlTree(file, problems).read().children();
        keys.forEach((key, node) -> {
            if (!KEYS.contains(key)) {
                add(node, key, "no such key", Suggestion.nearest(key, KEYS, "use one of " + String.join(", ", KEYS)));
            }
        });
        Map<Field, YamlTree.Node> columns = fields(keys, "columns");
        Map<Field, YamlTree.Node> constants = fields(keys, "constants");
        checkConstants(columns, constants);
        Mapping mapping = new Mapping(encoding(keys), texts(columns), texts(constants), amounts(keys), metadata(keys));
        problems.throwIfAny();
        return mapping;
    }

    private Map<Field, YamlTree.Node> fields(Map<String, YamlTree.Node> keys, String section) {
        Map<Field, YamlTree.Node> fields = new EnumMap<>(Field.class);
        section(keys, section).forEach((name, node) -> {
            String path = section + "." + name;
            Optional<Field> field = Field.parse(name);
            if (field.isEmpty()) {
                add(
                        node,
                        path,
                        "no field of the contract",
                        Suggestion.nearest(name, FIELDS, "use one of " + String.join(", ", FIELDS)));
            } else if (isText(node, path) && fields.put(field.get(), node) != null) {
                add(node, path, "stands twice", "remove one");
            }
        });
        return fields;
    }

    private SortedMap<String, String> metadata(Map<String, YamlTree.Node> keys) {
        SortedMap<String, String> metadata = new TreeMap<>();
        section(keys, "metadata").forEach((key, node) -> {
            String path = "metadata." + key;
            if (isText(node, path) && isKey(node, key)) {
                metadata.put(key, text(node));
            }
        });
        return metadata;
    }

    private boolean isKey(YamlTree.Node node, String key) {
        if (Blanks.strip(key).isEmpty()) {
            add(node, "metadata." + key, "a key without a name", "name it");
            return false;
        }
        try {
            JsonText.checkText(key);
            return true;
        } catch (JsonText.Refused e) {
            add(node, "metadata." + key, e.rule(), e.mend());
            return false;
        }
    }

    /** What stands under a key that has keys below it. */
    private Map<String, YamlTree.Node> section(Map<String, YamlTree.Node> keys, String name) {
        YamlTree.Node node = keys.get(name);
        if (node == null) {
            return Map.of();
        }
        if (node.text().isPresent() || node.children().isEmpty()) {
            add(node, name, "no keys below it", "write `key: value` lines below it, indented, or remove it");
        }
        return node.children();
    }

    private void checkConstants(Map<Field, YamlTree.Node> columns, Map<Field, YamlTree.Node> constants) {
        constants.forEach((field, node) -> {
            String path = "constants." + field.contractName();
            if (columns.containsKey(field) && field != Field.CURRENCY) {
                add(node, path, "stands under columns too", "remove one");
            }
            if (field == Field.INVOICE_ID) {
                add(node, path, "one invoice id for all rows would make them one sale", "name a column under columns");
            }
            if (field == Field.METADATA) {
                add(node, path, "metadata takes no constant", "name columns under metadata");
            }
        });
        brokenRules(texts(constants))
                .forEach(violation -> Field.parse(violation.column())
                        .map(constants::get)
                        .ifPresent(node -> problems.add(node.line(), "constants." + violation.message())));
    }

    /** What the rules say of the constants; an amount means nothing before its currency and unit are known. */
    private static List<Violation> brokenRules(Map<Field, String> constants) {
        Map<Field, String> texts = new EnumMap<>(Field.class);
        texts.putAll(constants);
        texts.remove(Field.AMOUNT);
        texts.remove(Field.METADATA);
        SaleRules rules = new SaleRules(AmountFormat.MINOR_UNITS, SaleRules.MissingInvoiceId.INVALID, Map.of());
        Verdict verdict = rules.check(new Draft(texts, Metadata.NONE, List.of()));
        if (!(verdict instanceof Verdict.Invalid invalid)) {
            return List.of();
        }
        return invalid.violations().stream()
                .filter(violation -> Field.parse(violation.column())
                        .filter(texts::containsKey)
                        .isPresent())
                .toList();
    }

    private Charset encoding(Map<String, YamlTree.Node> keys) {
        return choice(keys, "encoding", List.copyOf(ENCODINGS.keySet()))
                .map(ENCODINGS::get)
                .orElse(StandardCharsets.UTF_8);
    }

    private AmountFormat amounts(Map<String, YamlTree.Node> keys) {
        String unit = choice(keys, "amounts", List.of("minor", "major")).orElse("minor");
        Optional<RoundingMode> rounding =
                choice(keys, "rounding", List.copyOf(ROUNDINGS.keySet())).map(ROUNDINGS::get);
        YamlTree.Node node = keys.get("rounding");
        if (node != null && unit.equals("minor")) {
            add(node, "rounding", "nothing to round: amounts are in minor units", "remove it, or say `amounts: major`");
        }
        Notation notation = choice(keys, "decimals", List.of("point", "comma"))
                .map(word -> Notation.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Notation.PLAIN);
        return new AmountFormat(
                notation, unit.equals("minor") ? AmountFormat.Unit.MINOR : AmountFormat.Unit.MAJOR, rounding);
    }

    private Optional<String> choice(Map<String, YamlTree.Node> keys, String key, List<String> allowed) {
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

    private boolean isText(YamlTree.Node node, String path) {
        if (node.text().filter(text -> !Blanks.strip(text).isEmpty()).isPresent()) {
            return true;
        }
        add(node, path, node.children().isEmpty() ? "no value" : "keys where one value is meant", "write one text");
        return false;
    }

    private void add(YamlTree.Node node, String path, String rule, String mend) {
        problems.add(node.line(), Shown.escaped(path) + ": " + rule + "; " + mend);
    }

    private static Map<Field, String> texts(Map<Field, YamlTree.Node> nodes) {
        Map<Field, String> texts = new EnumMap<>(Field.class);
        nodes.forEach((field, node) -> texts.put(field, text(node)));
        return texts;
    }

    private static String text(YamlTree.Node node) {
        return Blanks.strip(node.text().orElse(""));
    }

    /** Those that spreadsheets and bookkeepers' programs write, by the names that they give them. */
    private static Map<String, Charset> encodings() {
        Map<String, Charset> encodings = new LinkedHashMap<>();
        for (String name : List.of(
                "utf-8",
                "windows-1250",
                "windows-1251",
                "windows-1252",
                "iso-8859-1",
                "iso-8859-2",
                "iso-8859-15",
                "utf-16le",
                "utf-16be")) {
            encodings.put(name, Charset.forName(name));
        }
        return encodings;
    }

    private static Map<String, RoundingMode> roundings() {
        Map<String, RoundingMode> roundings = new LinkedHashMap<>();
        for (RoundingMode mode :
                List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
            roundings.put(mode.name().toLowerCase(Locale.ROOT).replace('_', '-'), mode);
        }
        return roundings;
    }
}
