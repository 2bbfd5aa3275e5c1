package dev.dubimport.csv;

import dev.dubimport.sale.Field;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brings a header and a mapping together. A field comes from the mapping's column, else from its constant, else from the
 * column that has the contract's name.
 */
final class LayoutPlan {
    private static final String METADATA_PREFIX = "metadata.";

    private final Header header;
    private final Mapping mapping;
    private final MissingInvoiceId missingInvoiceId;
    private final Problems problems;
    private final Map<Field, Column> columns = new EnumMap<>(Field.class);
    private final SortedMap<String, Column> metadataKeys = new TreeMap<>();
    private final BitSet used = new BitSet();

    LayoutPlan(Header header, Mapping mapping, MissingInvoiceId missingInvoiceId, Problems problems) {
        this.header = header;
        this.mapping = mapping;
        this.missingInvoiceId = missingInvoiceId;
        this.problems = problems;
        planFields();
        planMetadata();
        checkRequired();
    }

    Layout layout() {
        return new Layout(columns, metadataKeys, mapping, missingInvoiceId);
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

    private void planFields() {
        for (Field field : Field.values()) {
            String mapped = mapping.columns().get(field);
            if (mapped != null) {
                mapped(mapped, field.contractName()).ifPresent(column -> columns.put(field, column));
            } else if (!mapping.constants().containsKey(field)) {
                column(field.contractName()).ifPresent(column -> columns.put(field, column));
            }
        }
    }

    private void planMetadata() {
        mapping.metadata()
                .forEach((key, name) ->
                        mapped(name, METADATA_PREFIX + key).ifPresent(column -> metadataKeys.put(key, column)));
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

    private Optional<Column> mapped(String name, String target) {
        Optional<Column> column = column(name);
        if (column.isEmpty()) {
            problems.add("no column \"" + Shown.shortened(name) + "\", which the mapping names for "
                    + Shown.shortened(target) + "; "
                    + Suggestion.nearest(name, header.names(), "the file has: " + header.shown()));
        }
        return column;
    }

    private Optional<Column> column(String name) {
        OptionalInt index = header.indexOf(name);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        used.set(index.getAsInt());
        return Optional.of(new Column(index.getAsInt(), header.names().get(index.getAsInt())));
    }

    private void checkRequired() {
        Set<Field> missing = EnumSet.of(Field.EXTERNAL_ID, Field.AMOUNT, Field.PAYMENT_PROCESSOR, Field.INVOICE_ID);
        if (missingInvoiceId == MissingInvoiceId.DERIVE) {
            missing.remove(Field.INVOICE_ID);
        }
        missing.removeAll(columns.keySet());
        missing.removeAll(mapping.columns().keySet());
        missing.removeAll(mapping.constants().keySet());
        if (missing.isEmpty()) {
            return;
        }
        String names = missing.stream()
                .map(field -> "\"" + field.contractName() + "\"")
                .collect(Collectors.joining(", "));
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
