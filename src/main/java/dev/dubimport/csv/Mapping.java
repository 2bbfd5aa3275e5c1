package dev.dubimport.csv;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Notation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a file's columns become the fields of the contract, where they do not already have their names.
 *
 * @param encoding of a file that has no byte order mark
 * @param columns the file's column of a field
 * @param constants a field's value for every row
 * @param amounts how the file writes amounts
 * @param metadata the file's column of a key of the metadata
 */
public record Mapping(
        Charset encoding,
        Map<Field, String> columns,
        Map<Field, String> constants,
        AmountFormat amounts,
        SortedMap<String, String> metadata) {

    /** Columns are named as in the contract, amounts are in minor units. */
    public static final Mapping NONE =
            new Mapping(StandardCharsets.UTF_8, Map.of(), Map.of(), AmountFormat.MINOR_UNITS, new TreeMap<>());

    public Mapping {
        columns = Map.copyOf(columns);
        constants = Map.copyOf(constants);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Reads a mapping from YAML (keys {@code encoding}, {@code columns}, {@code constants}, {@code amounts}, {@code decimals}, {@code rounding}
     * and {@code metadata}).
     *
     * @throws UnusableFile if it cannot be read or breaks a rule; the message names every mistake with its line
     */
    public static Mapping read(Path yaml) {
        return new MappingFile(yaml).read();
    }

    /** 64 hexadecimal digits, the same for mappings that mean the same, however their files are laid out. */
    public String digest() {
        StringBuilder content = new StringBuilder();
        for (Field field : Field.values()) {
            append(
                    content,
                    Arrays.asList(
                            "field",
                            field.contractName(),
                            columns.getOrDefault(field, ""),
                            constants.getOrDefault(field, "")));
        }
        append(
                content,
                List.of(
                        "amounts",
                        amounts.unit().name(),
                        amounts.rounding().map(Enum::name).orElse("")));
        if (!encoding.equals(NONE.encoding)) {
            append(content, List.of("encoding", encoding.name()));
        }
        if (amounts.notation() != Notation.PLAIN) {
            append(content, List.of("decimals", amounts.notation().name()));
        }
        metadata.forEach((key, column) -> append(content, List.of("metadata", key, column)));
        byte[] hash = Sha256.digest().digest(content.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    private static void append(StringBuilder content, List<String> words) {
        words.forEach(word -> content.append(word.length()).append(':').append(word));
        content.append('\n');
    }
}
