package dev.dubimport.sale;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A row of a file as the tests write it: a paid invoice, and what is different about it. */
record Row(Map<Field, String> cells, String metadata) {

    static Row paidInvoice() {
        return new Row(
                Map.of(
                        Field.INVOICE_ID, "536365",
                        Field.EXTERNAL_ID, "cus_17850",
                        Field.AMOUNT, "13912",
                        Field.PAYMENT_PROCESSOR, "custom",
                        Field.CURRENCY, "gbp"),
                "{\"invoiceDate\":\"2010-12-01\"}");
    }

    Row with(Field field, String cell) {
        Map<Field, String> changed = new EnumMap<>(cells);
        changed.put(field, cell);
        return new Row(changed, metadata);
    }

    Row without(Field field) {
        Map<Field, String> changed = new EnumMap<>(cells);
        changed.remove(field);
        return new Row(changed, metadata);
    }

    Row withMetadata(String json) {
        return new Row(cells, json);
    }

    Draft draft() {
        return new Draft(cells, "", new Metadata(metadata), List.of());
    }
}
