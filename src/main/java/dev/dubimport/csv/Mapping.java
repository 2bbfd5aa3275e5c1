package dev.dubimport.csv;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.ExchangeRates;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Notation;
import dev.dubimport.sale.Refunds;
import dev.dubimport.sale.Sha256;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a file's rows become sales, where its columns do not already have the names of the contract.
 *
 * @param encoding of a file that has no byte order mark
 * @param columns the file's column of a field
 * @param constants a field's value for every row
 * @param expressions a field's text as it is computed from a row
 * @param amounts how the file writes amounts
 * @param date where the file tells when a sale was made
 * @param rates by which amounts become US dollars of that day; without them the service converts, at the day of the call
 * @param refunded where the file tells what was given back
 * @param metadata the file's column of a key of the metadata; the key {@value #ANY_KEY} stands for all columns of a pattern
 * @param selection which rows are sales
 */
public record Mapping(
        Charset encoding,
        Map<Field, ColumnNames> columns,
        Map<Field, String> constants,
        Map<Field, RowExpression> expressions,
        AmountFormat amounts,
        Optional<SaleDay> date,
        Optional<ExchangeRates> rates,
        Optional<Refunded> refunded,
        SortedMap<String, ColumnNames> metadata,
        Selection selection) {

    static final String ANY_KEY = "*";

    /** Columns are named as in the contract, amounts are in minor units. */
    public static final Mapping NONE = new Mapping(
            StandardCharsets.UTF_8,
            Map.of(),
            Map.of(),
            Map.of(),
            AmountFormat.MINOR_UNITS,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Selection.ALL);

    public Mapping {
        columns = Map.copyOf(columns);
        constants = Map.copyOf(constants);
        expressions = Map.copyOf(expressions);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Reads a mapping from YAML.
     *
     * @throws UnusableFile if it cannot be read or breaks a rule; the message names every mistake with its line
     */
    public static Mapping read(Path yaml) {
        return new MappingFile(yaml, YamlTree.textOf(yaml)).read();
    }

    /**
     * Reads a mapping from a text that stands in no file.
     *
     * @param origin what to call it in messages
     * @throws UnusableFile if it breaks a rule, as {@link #read} does
     */
    public static Mapping parse(Path origin, String yaml) {
        return new MappingFile(origin, yaml).read();
    }

    /** The names that the column of a field may have; none where its value is a constant, or computed. */
    public List<String> namesOf(Field field) {
        if (expressions.containsKey(field)) {
            return List.of();
        }
        ColumnNames names = columns.get(field);
        if (names != null) {
            return names.names();
        }
        return constants.containsKey(field) ? List.of() : List.of(field.contractName());
    }

    /** The names that the column may have which tells when a sale was made; none where the mapping names none. */
    public List<String> dateNames() {
        return date.map(day -> day.column().names()).orElse(List.of());
    }

    /** How that column writes dates. */
    public DateFormat dateFormat() {
        return date.map(SaleDay::format).orElse(new DateFormat(DateFormat.Order.UNSAID, Optional.empty()));
    }

    /** The columns without which no file fits: of each the names that it may have. */
    public List<List<String>> neededColumns() {
        Set<List<String>> needed = new LinkedHashSet<>();
        for (Field field : Field.values()) {
            Optional.ofNullable(columns.get(field)).ifPresent(names -> add(names, needed));
        }
        expressions.values().forEach(expression -> expression.columns().forEach(names -> add(names, needed)));
        refunded.filter(back -> back.refunds() != Refunds.IGNORE).ifPresent(back -> add(back.column(), needed));
        date.ifPresent(day -> add(day.column(), needed));
        selection.order().ifPresent(names -> add(names, needed));
        Stream.of(selection.filter(), selection.require())
                .flatMap(List::stream)
                .forEach(rule -> rule.condition().columns().forEach(names -> add(names, needed)));
        return List.copyOf(needed);
    }

    /**
     * The mapping of ours of that name, or the one in that file.
     *
     * @throws UnusableFile if there is neither, or as {@link #read} does
     */
    public static Mapping named(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        Optional<String> ours = Presets.find(nameOrFile);
        if (ours.isPresent()) {
            return parse(file, ours.get());
        }
        if (Files.notExists(file)) {
            throw Problems.only(
                    file,
                    "no such file, and no mapping of ours; " + Presets.nearest(nameOrFile, "check the path, or "));
        }
        return read(file);
    }

    /** Whether what is sent of a sale depends on what was given back so far. */
    public boolean isNet() {
        return refunded.filter(back -> back.refunds() == Refunds.NET).isPresent();
    }

    /** Whether it names the column of the day of a sale. */
    public boolean hasDate() {
        return date.isPresent();
    }

    /** The same mapping for a file whose times are in that zone, where neither they nor the mapping name one. */
    public Mapping inZone(ZoneId zone) {
        Optional<SaleDay> inZone = date.map(day -> new SaleDay(
                day.column(),
                new DateFormat(day.format().order(), day.format().zone().or(() -> Optional.of(zone))),
                day.key()));
        return new Mapping(
                encoding, columns, constants, expressions, amounts, inZone, rates, refunded, metadata, selection);
    }

    /** The same mapping, with amounts in US dollars at the rates of the sale's own day. */
    public Mapping convertedBy(ExchangeRates newRates) {
        return new Mapping(
                encoding,
                columns,
                constants,
                expressions,
                amounts,
                date,
                Optional.of(newRates),
                refunded,
                metadata,
                selection);
    }

    /** 64 hexadecimal digits, the same for mappings that mean the same, however their files are laid out. */
    public String digest() {
        StringBuilder content = new StringBuilder();
        for (Field field : Field.values()) {
            List<String> words = new ArrayList<>(List.of("field", field.contractName()));
            words.addAll(Optional.ofNullable(columns.get(field))
                    .map(ColumnNames::names)
                    .orElse(List.of("")));
            words.add(constants.getOrDefault(field, ""));
            append(content, words);
        }
        append(
                content,
                List.of(
                        "amounts",
                        amounts.unit().name(),
                        amounts.rounding().map(Enum::name).orElse("")));
        appendWhatCameLater(content);
        metadata.forEach((key, column) -> append(content, words("metadata", key, column.names())));
        byte[] hash = Sha256.digest().digest(content.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    /** What a mapping does not use leaves its digest as it was before there was such a thing: unfinished runs go on. */
    private void appendWhatCameLater(StringBuilder content) {
        if (!encoding.equals(NONE.encoding)) {
            append(content, List.of("encoding", encoding.name()));
        }
        if (amounts.notation() != Notation.PLAIN) {
            append(content, List.of("decimals", amounts.notation().name()));
        }
        new TreeMap<>(expressions)
                .forEach((field, expression) ->
                        append(content, List.of("expression", field.contractName(), expression.text())));
        date.ifPresent(day -> {
            append(content, words("date", day.key(), day.column().names()));
            append(
                    content,
                    List.of(
                            day.format().order().name(),
                            day.format().zone().map(ZoneId::getId).orElse("")));
        });
        rates.ifPresent(known -> append(content, List.of("rates", known.digest())));
        refunded.ifPresent(back -> append(
                content, words("refunded", back.refunds().name(), back.column().names())));
        selection.filter().forEach(rule -> append(content, words("filter", rule)));
        selection.require().forEach(rule -> append(content, words("require", rule)));
        selection.order().ifPresent(order -> append(content, words("order", "", order.names())));
        selection.totals().forEach(total -> append(content, List.of("total", total)));
    }

    private static void add(ColumnNames names, Set<List<String>> needed) {
        if (!names.orNone()) {
            needed.add(names.names());
        }
    }

    private static List<String> words(String what, Selection.Rule rule) {
        return List.of(what, rule.name(), rule.condition().text());
    }

    private static List<String> words(String what, String which, List<String> names) {
        List<String> words = new ArrayList<>(List.of(what, which));
        words.addAll(names);
        return words;
    }

    private static void append(StringBuilder content, List<String> words) {
        words.forEach(word -> content.append(word.length()).append(':').append(word));
        content.append('\n');
    }
}
