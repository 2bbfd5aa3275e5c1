package dev.dubimport.csv;

import dev.dubimport.sale.Draft;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.SaleRules;
import dev.dubimport.sale.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Where in a row of one file each field of the contract stands; found once, so that a row costs no look-up by name. */
final class Layout {
    private final Field[] fields;
    private final int[] indexes;
    private final EnumMap<Field, String> constants;
    private final MetadataColumns metadata;
    private final SaleRules rules;

    Layout(
            Map<Field, Column> columns,
            SortedMap<String, Column> metadataKeys,
            Mapping mapping,
            SaleRules.MissingInvoiceId missingInvoiceId) {
        Map<Field, String> names = new EnumMap<>(Field.class);
        columns.forEach((field, column) -> names.put(field, column.name()));
        Map<Field, Column> texts = new EnumMap<>(Field.class);
        texts.putAll(columns);
        Optional<Column> json = Optional.ofNullable(texts.remove(Field.METADATA));
        this.fields = texts.keySet().toArray(Field[]::new);
        this.indexes = texts.values().stream().mapToInt(Column::index).toArray();
        this.constants = new EnumMap<>(Field.class);
        this.constants.putAll(mapping.constants());
        this.metadata = new MetadataColumns(json, metadataKeys);
        this.rules = new SaleRules(mapping.amounts(), missingInvoiceId, names);
    }

    SaleRules rules() {
        return rules;
    }

    Draft draft(List<String> cells) {
        EnumMap<Field, String> texts = constants.clone();
        for (int i = 0; i < fields.length; i++) {
            String cell = cells.get(indexes[i]);
            if (!cell.isEmpty()) {
                texts.put(fields[i], cell);
            }
        }
        List<Violation> violations = new ArrayList<>(0);
        Metadata read = metadata.read(cells, violations);
        return new Draft(texts, read, violations);
    }
}
