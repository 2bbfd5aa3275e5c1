package dev.dubimport.sale;

/**
 * One rule that a row breaks.
 *
 * @param column the column's name in the file, or the contract's name of the field where the file has no such column
 * @param code the field and the rule in one word, stable over releases: {@code amount_not_a_number}
 * @param value what stands there, without the blanks around it; empty where nothing does
 * @param rule what is wrong
 * @param mend what to do about it
 */
public record Violation(String column, String code, String value, String rule, String mend) {

    /** {@code amount "12.5O": not a number; use digits and one decimal point}, safe to print. */
    public String message() {
        String shown = value.isEmpty() ? "" : " \"" + Shown.shortened(value) + "\"";
        return Shown.shortened(column) + shown + ": " + rule + "; " + mend;
    }
}
