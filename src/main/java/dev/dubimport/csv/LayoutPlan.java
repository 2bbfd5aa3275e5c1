package dev.dubimport.csv;

import dev.dubimport.sale.Field;
import dev.dubimport.sale.Refunds;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brings a header and a mapping together. A field comes from the mapping's expression or column, else from its constant, else
 * from the column that has the contract's name.
 */
final class LayoutPlan {
    private static final String METADATA_PREFIX = "metadata.";

    private final Header header;
    private final Mapping mapping;
    private final MissingInvoiceId missingInvoiceId;
    private final Problems problems;
    private final Map<Field, Column> columns = new EnumMap<>(Field.class);
    private final Map<Field, RowExpression.Bound> expressions = new EnumMap<>(Field.class);
    private final SortedMap<String, Column> metadataKeys = new TreeMap<>();
    private final Optional<DateColumn> date;
    private final Optional<Column> refunded;
    private final Selector selector;
    private final BitSet used = new BitSet();

    LayoutPlan(Header header, Mapping mapping, MissingInvoiceId missingInvoiceId, Problems problems) {
        this.header = header;
        this.mapping = mapping;
        this.missingInvoiceId = missingInvoiceId;
        this.problems = problems;
        planFields();
        this.refunded = mapping.refunded().flatMap(this::refunded);
        planMetadata();
        this.date = mapping.date().flatMap(this::date);
        this.selector = selector();
        checkRequired();
    }

    Layout layout() {
        return new Layout(columns, expressions, date, refunded, metadataKeys, selector, mapping, missingInvoiceId);
    }

    /** The columns that nothing uses; one without a name goes by its place. */
    List<String> ignored() {
        return IntStream.range(0, header.width())
                .filter(index -> !used.get(index))
                .mapToObj(index -> {
                    String name = header.names().get(index);
                    return name.isEmpty() ? "(column " + (index + 1) + ", without a name)" : name;
                })
                .toList();
    }

    /** What a person should know was understood: the columns of fields that do not have the field's own name, and of the date. */
    SortedMap<String, String> understood() {
        SortedMap<String, String> understood = new TreeMap<>();
        columns.forEach((field, column) -> {
            if (!column.name().equalsIgnoreCase(field.contractName())) {
                understood.put(field.contractName(), column.name());
            }
        });
        date.ifPresent(day -> understood.put("date", day.column().name()));
        refunded.ifPresent(column -> understood.put("refunded", column.name()));
        return understood;
    }

    private void planFields() {
        for (Field field : Field.values()) {
            ColumnNames mapped = mapping.columns().get(field);
            if (mapping.expressions().containsKey(field)) {
                expressions.put(
                        field, bound(mapping.expressions().get(field), "the expression of " + field.contractName()));
            } else if (mapped != null) {
                mapped(mapped, field.contractName()).ifPresent(column -> columns.put(field, column));
            } else if (!mapping.constants().containsKey(field)) {
                mapped(new ColumnNames(List.of(field.contractName()), true), field.contractName())
                        .ifPresent(column -> columns.put(field, column));
            }
        }
    }

    /** The date is a key of the metadata like any other, once it was read. */
    private Optional<DateColumn> date(SaleDay day) {
        Optional<Column> column = mapped(day.column(), "date");
        column.ifPresent(found -> planKey(day.key(), found));
        return column.map(found -> new DateColumn(found, day.format(), day.key()));
    }

    /** Where refunds do not matter, a file need not tell of them. */
    private Optional<Column> refunded(Refunded back) {
        ColumnNames names =
                new ColumnNames(back.column().names(), back.column().orNone() || back.refunds() == Refunds.IGNORE);
        return mapped(names, "refunded");
    }

    private Selector selector() {
        Selection selection = mapping.selection();
        return new Selector(
                bound(selection.filter()),
                bound(selection.require()),
                selection.order().flatMap(names -> mapped(names, "order")),
                selection.totals());
    }

    private List<Selector.BoundRule> bound(List<Selection.Rule> rules) {
        return rules.stream()
                .map(rule -> new Selector.BoundRule(rule, bound(rule.condition(), "the rule `" + rule.name() + "`")))
                .toList();
    }

    private RowExpression.Bound bound(RowExpression expression, String target) {
        expression.columns().forEach(names -> mapped(names, target));
        return expression.over(header);
    }

    private void planMetadata() {
        mapping.metadata().forEach((key, names) -> {
            if (key.equals(Mapping.ANY_KEY)) {
                names.names().forEach(this::planPattern);
            } else {
                mapped(names, METADATA_PREFIX + key).ifPresent(column -> metadataKeys.put(key, column));
            }
        });
        for (int index = 0; index < header.width(); index++) {
            String name = header.names().get(index);
            if (name.length() > METADATA_PREFIX.length()
                    && name.regionMatches(true, 0, METADATA_PREFIX, 0, METADATA_PREFIX.length())) {
                planKey(name.substring(METADATA_PREFIX.length()), new Column(index, name));
            }
        }
    }

    private void planKey(String key, Column column) {
        used.set(column.index());
        Column other = metadataKeys.putIfAbsent(key, column);
        if (other != null && other.index() != column.index()) {
            problems.add("metadata key \"" + Shown.shortened(key) + "\": given by the columns \""
                    + Shown.shortened(other.name()) + "\" and \"" + Shown.shortened(column.name())
                    + "\"; remove one, or take the key out of the mapping");
        }
        try {
            JsonText.checkText(key);
        } catch (JsonText.Refused e) {
            problems.add("column \"" + Shown.shortened(column.name()) + "\": " + e.rule() + "; " + e.mend());
        }
    }

    /** All columns whose names are made like {@code * (metadata)}: what stands for the * is the key. */
    private void planPattern(String pattern) {
        String before = pattern.substring(0, pattern.indexOf('*'));
        String behind = pattern.substring(pattern.indexOf('*') + 1);
        for (int index = 0; index < header.width(); index++) {
            String name = header.names().get(index);
            int length = name.length() - before.length() - behind.length();
            if (length > 0 && name.startsWith(before) && name.endsWith(behind)) {
                planKey(name.substring(before.length(), before.length() + length), new Column(index, name));
            }
        }
    }

    private Optional<Column> mapped(ColumnNames names, String target) {
        Optional<Column> column = header.firstOf(names);
        column.ifPresent(found -> used.set(found.index()));
        if (column.isEmpty() && !names.orNone()) {
            problems.add("no column " + names.shown() + ", which the mapping names for " + Shown.shortened(target)
                    + "; "
                    + Suggestion.nearest(names.names().get(0), header.names(), "the file has: " + header.shown()));
        }
        return column;
    }

    private void checkRequired() {
        Set<Field> missing = EnumSet.of(Field.EXTERNAL_ID, Field.AMOUNT, Field.PAYMENT_PROCESSOR, Field.INVOICE_ID);
        if (missingInvoiceId == MissingInvoiceId.DERIVE) {
            missing.remove(Field.INVOICE_ID);
        }
        missing.removeAll(columns.keySet());
        missing.removeAll(mapping.columns().keySet());
        missing.removeAll(mapping.expressions().keySet());
        missing.removeAll(mapping.constants().keySet());
        if (missing.isEmpty()) {
            return;
        }
        String names = missing.stream()
                .map(field -> "\"" + field.contractName() + "\"")
                .collect(Collectors.joining(", "));
        Optional<String> export = KnownExport.in(header);
        if (export.isPresent()) {
            problems.add("no column " + names + "; the file looks like " + export.get()
                    + ": run `dub-import inspect FILE`, or name that mapping (--mapping " + export.get() + ")");
            return;
        }
        List<String> mends = new ArrayList<>();
        mends.add("name the " + (missing.size() == 1 ? "column" : "columns") + " in a mapping (--mapping)");
        if (missing.contains(Field.PAYMENT_PROCESSOR)) {
            mends.add("paymentProcessor can be a constant there");
        }
        if (missing.contains(Field.INVOICE_ID)) {
            mends.add("without invoice ids use --missing-invoice-id derive");
        }
        problems.add("no column " + names + "; the file has: " + header.shown() + "; " + String.join("; ", mends));
    }
}
