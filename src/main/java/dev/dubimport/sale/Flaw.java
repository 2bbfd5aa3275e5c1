package dev.dubimport.sale;

/** What is wrong with one cell; together with its column and value it becomes a {@link Violation}. */
record Flaw(String code, String rule, String mend) {

    /**
     * The violation in a cell.
     *
     * @param field what the cell is, the first word of the violation's code
     */
    Violation in(String column, String field, String value) {
        return new Violation(column, field + "_" + code, value, rule, mend);
    }
}
