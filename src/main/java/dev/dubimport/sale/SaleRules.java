package dev.dubimport.sale;

import java.util.Map;

/**
 * The rules of {@code POST /track/sale}, checked before anything is sent; a row hears of all that it breaks at once. Where
 * the live service is stricter than the contract (unsigned 32 bits for an amount), its rule is taken.
 *
 * <p>White space around a cell is not part of its value: {@code "INV-1 "} and {@code "INV-1"} are one invoice, and taking
 * them for two would record a sale twice. An empty cell is a field that is not given; a cell of blanks only is a mistake.
 */
public final class SaleRules {

    /** What to do with a row without an invoice id. */
    public enum MissingInvoiceId {
        /** The row is invalid: nothing would protect it from being recorded twice. */
        INVALID,
        /** Make one from the row's content, the same at every run; two rows of equal content are then one sale. */
        DERIVE
    }

    private final AmountFormat amounts;
    private final MissingInvoiceId missingInvoiceId;
    private final Map<Field, String> columns;
    private final Refunds refunds;
    private final String refundedColumn;

    /**
     * Rules for one file. Safe for use by several threads.
     *
     * @param columns what the file calls a field that its rows give; a field that is absent goes by the contract's name
     */
    public SaleRules(AmountFormat amounts, MissingInvoiceId missingInvoiceId, Map<Field, String> columns) {
        this(amounts, missingInvoiceId, columns, Refunds.REPORT, "refunded");
    }

    private SaleRules(
            AmountFormat amounts,
            MissingInvoiceId missingInvoiceId,
            Map<Field, String> columns,
            Refunds refunds,
            String refundedColumn) {
        this.amounts = amounts;
        this.missingInvoiceId = missingInvoiceId;
        this.columns = Map.copyOf(columns);
        this.refunds = refunds;
        this.refundedColumn = refundedColumn;
    }

    /**
     * The same rules, for a file that tells what was given back.
     *
     * @param column what the file calls it
     */
    public SaleRules with(Refunds newRefunds, String column) {
        return new SaleRules(amounts, missingInvoiceId, columns, newRefunds, column);
    }

    /** Says whether a row is a sale, and if not, every rule that it breaks, those that the draft already names first. */
    public Verdict check(Draft draft) {
        return new RowCheck(this, draft).verdict();
    }

    AmountFormat amounts() {
        return amounts;
    }

    MissingInvoiceId missingInvoiceId() {
        return missingInvoiceId;
    }

    Refunds refunds() {
        return refunds;
    }

    String refundedColumn() {
        return refundedColumn;
    }

    boolean isGivenByRows(Field field) {
        return columns.containsKey(field);
    }

    String columnOf(Field field) {
        return columns.getOrDefault(field, field.contractName());
    }
}
