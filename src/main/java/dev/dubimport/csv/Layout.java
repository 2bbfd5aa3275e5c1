package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Draft;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.SaleDate;
import dev.dubimport.sale.SaleRules;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Where in a row of one file each field of the contract stands; found once, so that a row costs no look-up by name. */
final class Layout {
    private final Field[] fields;
    private final int[] indexes;
    private final EnumMap<Field, String> constants;
    private final Map<Field, RowExpression.Bound> expressions;
    private final Optional<DateColumn> date;
    private final Optional<Column> refunded;
    private final Optional<Conversion> conversion;
    private final MetadataColumns metadata;
    private final Selector selector;
    private final SaleRules.MissingInvoiceId missingInvoiceId;
    private final SaleRules rules;

    /**
     * What a row comes to.
     *
     * @param day when the sale was made, where the file tells
     * @param invoiceId as it is written; empty where there is none
     */
    record Judged(Verdict verdict, Optional<LocalDate> day, String invoiceId) {}

    Layout(
            Map<Field, Column> columns,
            Map<Field, RowExpression.Bound> expressions,
            Optional<DateColumn> date,
            Optional<Column> refunded,
            SortedMap<String, Column> metadataKeys,
            Selector selector,
            Mapping mapping,
            SaleRules.MissingInvoiceId missingInvoiceId) {
        Map<Field, String> names = new EnumMap<>(Field.class);
        columns.forEach((field, column) -> names.put(field, column.name()));
        expressions.keySet().forEach(field -> names.put(field, field.contractName()));
        Map<Field, Column> texts = new EnumMap<>(Field.class);
        texts.putAll(columns);
        Optional<Column> json = Optional.ofNullable(texts.remove(Field.METADATA));
        this.fields = texts.keySet().toArray(Field[]::new);
        this.indexes = texts.values().stream().mapToInt(Column::index).toArray();
        this.constants = new EnumMap<>(Field.class);
        this.constants.putAll(mapping.constants());
        this.expressions = expressions;
        this.date = date;
        this.refunded = refunded;
        this.conversion = mapping.rates()
                .map(rates -> new Conversion(
                        rates,
                        names.getOrDefault(Field.AMOUNT, Field.AMOUNT.contractName()),
                        date.map(column -> column.column().name()).orElse("date")));
        this.metadata = new MetadataColumns(json, metadataKeys, date.map(DateColumn::key));
        this.selector = selector;
        this.missingInvoiceId = missingInvoiceId;
        SaleRules base = new SaleRules(mapping.amounts(), missingInvoiceId, names);
        this.rules = mapping.refunded()
                .flatMap(back -> refunded.map(column -> base.with(back.refunds(), column.name())))
                .orElse(base);
    }

    Selector selector() {
        return selector;
    }

    /** Whether a row says nothing where the amount should be. */
    boolean isWithoutAmount(List<String> cells) {
        return cell(Field.AMOUNT, cells).filter(String::isEmpty).isPresent();
    }

    /** Whether a row itself has both an invoice id and a customer: no total has. */
    boolean namesASale(List<String> cells) {
        return isGiven(Field.INVOICE_ID, cells) && isGiven(Field.EXTERNAL_ID, cells);
    }

    /** Whether the row says anything of which the field comes: a constant says nothing of a row. */
    private boolean isGiven(Field field, List<String> cells) {
        RowExpression.Bound expression = expressions.get(field);
        return expression == null
                ? cell(field, cells).filter(cell -> !cell.isEmpty()).isPresent()
                : expression.isGiven(cells);
    }

    /** Without the blanks around it; empty where there is no column for the field. */
    private Optional<String> cell(Field field, List<String> cells) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == field) {
                return Optional.of(Blanks.strip(cells.get(indexes[i])));
            }
        }
        return Optional.empty();
    }

    /** Says what a row is that has a cell for every column. */
    Judged judge(List<String> cells) {
        List<Violation> violations = new ArrayList<>(0);
        Optional<Selection.Rule> filter = selector.filtering(cells, violations);
        selector.checkRequired(cells, violations);
        Optional<SaleDate> sold = date.flatMap(column -> column.read(cells, violations));
        Draft draft = draft(cells, sold, violations);
        Verdict verdict = rules.check(draft);
        String invoiceId = draft.texts().getOrDefault(Field.INVOICE_ID, "");
        Optional<LocalDate> day = sold.map(SaleDate::day);
        if (filter.isPresent()) {
            return new Judged(filtered(filter.get(), verdict), day, invoiceId);
        }
        return new Judged(conversion.map(rates -> rates.of(verdict, sold)).orElse(verdict), day, invoiceId);
    }

    private Draft draft(List<String> cells, Optional<SaleDate> day, List<Violation> violations) {
        EnumMap<Field, String> texts = constants.clone();
        for (int i = 0; i < fields.length; i++) {
            String cell = cells.get(indexes[i]);
            if (!cell.isEmpty()) {
                texts.put(fields[i], cell);
            }
        }
        Metadata read = metadata.read(cells, day.map(SaleDate::iso8601).orElse(""), violations);
        expressions.forEach((field, expression) -> compute(field, expression, cells, texts, violations));
        String back = refunded.map(column -> cells.get(column.index())).orElse("");
        return new Draft(texts, back, read, violations);
    }

    private void compute(
            Field field,
            RowExpression.Bound expression,
            List<String> cells,
            Map<Field, String> texts,
            List<Violation> violations) {
        List<Column> blank = field == Field.INVOICE_ID ? expression.blank(cells) : List.of();
        if (!blank.isEmpty()) {
            missingInvoiceId(blank).ifPresent(violations::add);
            return;
        }
        try {
            String text = expression.text(cells);
            if (!text.isEmpty()) {
                texts.put(field, text);
            }
        } catch (RowExpression.Refused e) {
            violations.add(new Violation(
                    field.contractName(),
                    field.contractName() + "_not_computed",
                    "",
                    "its expression in the mapping " + e.getMessage(),
                    "mend the expression"));
        }
    }

    /** An id of which a part is missing would be that of many rows, and all but one of them be lost as duplicates. */
    private Optional<Violation> missingInvoiceId(List<Column> blank) {
        return Optional.of(new Violation(
                        blank.stream().map(Column::name).collect(Collectors.joining(", ")),
                        "invoiceId_missing",
                        "",
                        "blank, and the mapping makes the invoice id of it",
                        "fill it in, or write OPTIONAL(\""
                                + Shown.shortened(blank.get(0).name())
                                + "\") in the mapping if ids are all different without it"))
                .filter(violation -> missingInvoiceId == SaleRules.MissingInvoiceId.INVALID);
    }

    private static Verdict filtered(Selection.Rule rule, Verdict verdict) {
        return new Verdict.Filtered(
                rule.name(),
                "no sale by the rule `" + rule.name() + "` of the mapping: " + rule.shown(),
                verdict.amount());
    }
}
