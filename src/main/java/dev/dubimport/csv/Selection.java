package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of a file are sales, as a mapping says.
 *
 * @param filter a row for which one of these is true is no sale
 * @param require a row for which one of these is false is a mistake
 * @param order the column of the order's number in a file that has a line for each item of an order: a row of the same order
 *     as the one above it, without an amount, is a further line of it
 * @param totals the words with which the first cell of a row begins that is a total of others
 */
record Selection(List<Rule> filter, List<Rule> require, Optional<ColumnNames> order, List<String> totals) {
    static final Selection ALL = new Selection(List.of(), List.of(), Optional.empty(), List.of());

    /** A condition by its name, which becomes the code of what it finds. */
    record Rule(String name, RowExpression condition) {
        /** The condition as a person may be shown it. */
        String shown() {
            return Shown.escaped(condition.text());
        }
    }

    Selection {
        filter = List.copyOf(filter);
        require = List.copyOf(require);
        totals = List.copyOf(totals);
    }
}
