package dev.dubimport.csv;

import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.Shown;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads from a mapping when a sale was made. */
final class DateKeys {
    static final String DATE = "date";
    private static final String DEFAULT_KEY = "paidAt";

    private final MappingKeys keys;

    DateKeys(MappingKeys keys) {
        this.keys = keys;
    }

    /** One text or a list is the column: written as a section it leaves a zone in force that another mapping names. */
    static YamlTree.Node spelledOut(YamlTree.Node node) {
        return node.children().isEmpty()
                ? new YamlTree.Node(node.line(), Optional.empty(), List.of(), Map.of("column", node))
                : node;
    }

    /** The section; where it is one text or a list, that is the column. */
    Optional<SaleDay> date() {
        Optional<YamlTree.Node> node = keys.find(DATE);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get().children().isEmpty()) {
            return keys.names(node.get(), DATE)
                    .map(names ->
                            new SaleDay(names, new DateFormat(DateFormat.Order.UNSAID, Optional.empty()), DEFAULT_KEY));
        }
        MappingKeys below = keys.below(DATE);
        below.checkKnown(List.of("column", "order", "zone", "key"));
        DateFormat format = new DateFormat(order(below), zone(below));
        String key = below.texts("key").stream().findFirst().orElse(DEFAULT_KEY);
        Optional<YamlTree.Node> column = below.find("column");
        if (column.isEmpty()) {
            keys.add(node.get(), DATE, "names no column", "write `column: Paid at` below it");
        }
        return column.flatMap(name -> below.names(name, "date.column")).map(names -> new SaleDay(names, format, key));
    }

    private static DateFormat.Order order(MappingKeys below) {
        return below.choice("order", List.of("day-first", "month-first"))
                .map(word ->
                        DateFormat.Order.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(DateFormat.Order.UNSAID);
    }

    private static Optional<ZoneId> zone(MappingKeys below) {
        Optional<YamlTree.Node> node = below.find("zone");
        if (node.isEmpty() || !below.isText(node.get(), "date.zone")) {
            return Optional.empty();
        }
        String name = MappingKeys.text(node.get());
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            below.add(
                    node.get(),
                    "date.zone \"" + Shown.shortened(name) + "\"",
                    "no time zone",
                    "use UTC, or a name such as Europe/Berlin");
            return Optional.empty();
        }
    }
}
