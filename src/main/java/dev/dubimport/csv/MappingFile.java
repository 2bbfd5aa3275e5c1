package dev.dubimport.csv;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Draft;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Notation;
import dev.dubimport.sale.Refunds;
import dev.dubimport.sale.SaleRules;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a mapping and checks what can be checked without the file that it is for. */
final class MappingFile {
    private static final String EXTENDS = "extends";
    private static final String CONSTANTS = "constants";
    private static final List<String> KEYS = List.of(
            EXTENDS,
            "encoding",
            "columns",
            CONSTANTS,
            "expressions",
            "amounts",
            "decimals",
            "rounding",
            "date",
            "refunded",
            "refunds",
            "metadata",
            "filter",
            "require",
            "order",
            "totals");
    private static final List<String> FIELDS =
            Arrays.stream(Field.values()).map(Field::contractName).toList();

    /** Each gives a field, so that one of a mapping puts that of the mapping it extends out of force, wherever it stands. */
    private static final List<String> SECTIONS_OF_FIELDS = List.of("columns", CONSTANTS, "expressions");

    private static final Map<String, Charset> ENCODINGS = encodings();
    private static final Map<String, RoundingMode> ROUNDINGS = roundings();

    private final Path file;
    private final String text;
    private final Problems problems;

    /** @param file where the text is from, for messages */
    MappingFile(Path file, String text) {
        this.file = file;
        this.text = text;
        this.problems = new Problems(file);
    }

    Mapping read() {
        MappingKeys keys = new MappingKeys(extended(new YamlTree(file, text, problems).read()), problems);
        keys.checkKnown(KEYS);
        Map<Field, YamlTree.Node> constants = fields(keys, CONSTANTS);
        constants
                .entrySet()
                .removeIf(constant -> !keys.isText(
                        constant.getValue(), "constants." + constant.getKey().contractName()));
        Map<Field, ColumnNames> columns = new EnumMap<>(Field.class);
        fields(keys, "columns")
                .forEach((field, node) -> keys.names(node, "columns." + field.contractName())
                        .ifPresent(names -> columns.put(field, names)));
        Map<Field, RowExpression> expressions = expressions(keys);
        checkConstants(keys, columns, constants);
        Mapping mapping = new Mapping(
                encoding(keys),
                columns,
                texts(constants),
                expressions,
                amounts(keys),
                new DateKeys(keys).date(),
                Optional.empty(),
                refunded(keys),
                metadata(keys),
                new SelectionKeys(keys).selection());
        problems.throwIfAny();
        return mapping;
    }

    /** The keys, and those of the mapping that this one extends where they are not its own. */
    private Map<String, YamlTree.Node> extended(YamlTree.Node root) {
        YamlTree.Node named = root.children().get(EXTENDS);
        if (named == null) {
            return root.children();
        }
        String name = MappingKeys.text(named);
        Optional<String> ours = Presets.find(name);
        if (ours.isEmpty()) {
            problems.add(
                    named.line(),
                    EXTENDS + " \"" + Shown.shortened(name) + "\": no mapping of ours; " + Presets.nearest(name, ""));
            return root.children();
        }
        Map<String, YamlTree.Node> base =
                new YamlTree(Path.of(name), ours.get(), problems).read().children();
        Map<String, YamlTree.Node> merged = new LinkedHashMap<>(base);
        for (String section : SECTIONS_OF_FIELDS) {
            YamlTree.Node own = root.children().get(section);
            if (own != null) {
                SECTIONS_OF_FIELDS.forEach(other ->
                        merged.computeIfPresent(other, (key, node) -> without(replaced(section, own, other), node)));
            }
        }
        SECTIONS_OF_FIELDS.forEach(section ->
                merged.computeIfPresent(section, (key, node) -> node.children().isEmpty() ? null : node));
        root.children()
                .forEach((key, node) -> merged.merge(
                        key, key.equals(DateKeys.DATE) ? DateKeys.spelledOut(node) : node, MappingFile::merged));
        return merged;
    }

    /** The fields that a section puts out of force in another: a constant currency is that of rows without one, beside the column. */
    private static Set<String> replaced(String section, YamlTree.Node own, String other) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(own.children().keySet());
        if (section.equals(CONSTANTS) && !other.equals(CONSTANTS)) {
            names.remove(Field.CURRENCY.contractName());
        }
        return names;
    }

    private static YamlTree.Node without(Set<String> names, YamlTree.Node node) {
        Map<String, YamlTree.Node> children = new LinkedHashMap<>(node.children());
        children.keySet().removeIf(names::contains);
        return new YamlTree.Node(node.line(), node.text(), node.items(), children);
    }

    private static YamlTree.Node merged(YamlTree.Node base, YamlTree.Node own) {
        if (base.children().isEmpty() || own.children().isEmpty()) {
            return own;
        }
        Map<String, YamlTree.Node> children = new LinkedHashMap<>(base.children());
        children.putAll(own.children());
        return new YamlTree.Node(own.line(), own.text(), own.items(), children);
    }

    private Map<Field, YamlTree.Node> fields(MappingKeys keys, String section) {
        Map<Field, YamlTree.Node> fields = new EnumMap<>(Field.class);
        keys.section(section).forEach((name, node) -> {
            String path = section + "." + name;
            Optional<Field> field = Field.parse(name);
            if (field.isEmpty()) {
                keys.add(
                        node,
                        path,
                        "no field of the contract",
                        Suggestion.nearest(name, FIELDS, "use one of " + String.join(", ", FIELDS)));
            } else if (fields.put(field.get(), node) != null) {
                keys.add(node, path, "stands twice", "remove one");
            }
        });
        return fields;
    }

    private Map<Field, RowExpression> expressions(MappingKeys keys) {
        Map<Field, RowExpression> expressions = new EnumMap<>(Field.class);
        fields(keys, "expressions").forEach((field, node) -> {
            String path = "expressions." + field.contractName();
            if (field == Field.AMOUNT || field == Field.METADATA) {
                keys.add(node, path, "is read, not computed", "name its column under columns, or under metadata");
                return;
            }
            keys.expression(node, path, ExpressionKind.TEXT)
                    .filter(expression -> isOfTheRow(keys, node, field, expression))
                    .ifPresent(expression -> expressions.put(field, expression));
        });
        return expressions;
    }

    private static boolean isOfTheRow(MappingKeys keys, YamlTree.Node node, Field field, RowExpression expression) {
        if (field != Field.INVOICE_ID || !expression.columns().isEmpty()) {
            return true;
        }
        keys.add(
                node,
                "expressions.invoiceId",
                "looks at no column: one invoice id for all rows would make them one sale",
                "put a column into it");
        return false;
    }

    private static Optional<Refunded> refunded(MappingKeys keys) {
        Optional<Refunds> refunds = keys.choice("refunds", List.of("ignore", "net", "report"))
                .map(word -> Refunds.valueOf(word.toUpperCase(Locale.ROOT)));
        Optional<YamlTree.Node> column = keys.find("refunded");
        if (column.isEmpty()) {
            keys.find("refunds")
                    .ifPresent(node -> keys.add(
                            node,
                            "refunds",
                            "no column tells what was given back",
                            "name it: `refunded: Amount Refunded`"));
        }
        return column.flatMap(node -> keys.names(node, "refunded"))
                .map(names -> new Refunded(names, refunds.orElse(Refunds.REPORT)));
    }

    private static SortedMap<String, ColumnNames> metadata(MappingKeys keys) {
        SortedMap<String, ColumnNames> metadata = new TreeMap<>();
        keys.section("metadata").forEach((key, node) -> {
            String path = "metadata." + key;
            keys.names(node, path)
                    .filter(names -> isKey(keys, node, key, names))
                    .ifPresent(names -> metadata.put(key, names));
        });
        return metadata;
    }

    private static boolean isKey(MappingKeys keys, YamlTree.Node node, String key, ColumnNames names) {
        String path = "metadata." + key;
        if (Blanks.strip(key).isEmpty()) {
            keys.add(node, path, "a key without a name", "name it");
            return false;
        }
        if (key.equals(Mapping.ANY_KEY)
                && names.names().stream()
                        .anyMatch(name -> name.indexOf('*') != name.lastIndexOf('*') || !name.contains("*"))) {
            keys.add(
                    node,
                    path,
                    "no pattern",
                    "write * once, where the key stands in the column's name: \"* (metadata)\"");
            return false;
        }
        try {
            JsonText.checkText(key);
            return true;
        } catch (JsonText.Refused e) {
            keys.add(node, path, e.rule(), e.mend());
            return false;
        }
    }

    private void checkConstants(
            MappingKeys keys, Map<Field, ColumnNames> columns, Map<Field, YamlTree.Node> constants) {
        constants.forEach((field, node) -> {
            String path = "constants." + field.contractName();
            if (columns.containsKey(field) && field != Field.CURRENCY) {
                keys.add(node, path, "stands under columns too", "remove one");
            }
            if (field == Field.INVOICE_ID) {
                keys.add(
                        node,
                        path,
                        "one invoice id for all rows would make them one sale",
                        "name a column under columns");
            }
            if (field == Field.METADATA) {
                keys.add(node, path, "metadata takes no constant", "name columns under metadata");
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
        Verdict verdict = rules.check(new Draft(texts, "", Metadata.NONE, List.of()));
        if (!(verdict instanceof Verdict.Invalid invalid)) {
            return List.of();
        }
        return invalid.violations().stream()
                .filter(violation -> Field.parse(violation.column())
                        .filter(texts::containsKey)
                        .isPresent())
                .toList();
    }

    private static Charset encoding(MappingKeys keys) {
        return keys.choice("encoding", List.copyOf(ENCODINGS.keySet()))
                .map(ENCODINGS::get)
                .orElse(StandardCharsets.UTF_8);
    }

    private static AmountFormat amounts(MappingKeys keys) {
        String unit = keys.choice("amounts", List.of("minor", "major")).orElse("minor");
        Optional<RoundingMode> rounding =
                keys.choice("rounding", List.copyOf(ROUNDINGS.keySet())).map(ROUNDINGS::get);
        if (unit.equals("minor")) {
            keys.find("rounding")
                    .ifPresent(node -> keys.add(
                            node,
                            "rounding",
                            "nothing to round: amounts are in minor units",
                            "remove it, or say `amounts: major`"));
        }
        Notation notation = keys.choice("decimals", List.of("point", "comma"))
                .map(word -> Notation.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Notation.PLAIN);
        return new AmountFormat(
                notation, unit.equals("minor") ? AmountFormat.Unit.MINOR : AmountFormat.Unit.MAJOR, rounding);
    }

    private static Map<Field, String> texts(Map<Field, YamlTree.Node> nodes) {
        Map<Field, String> texts = new EnumMap<>(Field.class);
        nodes.forEach((field, node) -> texts.put(field, MappingKeys.text(node)));
        return texts;
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
