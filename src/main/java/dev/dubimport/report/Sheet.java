package dev.dubimport.report;

import java.util.List;

/**
 * All that a page says, in its order and in the words that stand there; the template adds nothing but the look.
 *
 * @param months at most one: a section of the template goes over a list
 * @param differences likewise
 */
record Sheet(
        String title,
        String kind,
        String place,
        Verdict verdict,
        Table totals,
        List<String> totalsNotes,
        String standingsHeading,
        Table standings,
        List<String> standingsNotes,
        List<Months> months,
        List<Reasons> reasons,
        List<Differences> differences,
        List<Advice> next,
        Table files,
        List<Fact> facts,
        String signed,
        String footer) {

    /** What a person reads first, and signs. */
    record Verdict(boolean good, String badge, String headline, String detail, List<Part> parts) {
        String tone() {
            return good ? "good" : "bad";
        }

        boolean hasParts() {
            return !parts.isEmpty();
        }
    }

    /** How many of what. */
    record Part(String count, String word) {}

    /**
     * A table whose first column names its rows.
     *
     * @param headings one for the names, and one for each cell of a row
     */
    record Table(String caption, List<Heading> headings, List<Row> rows) {}

    record Heading(String text, String kind) {
        static Heading text(String text) {
            return new Heading(text, "");
        }

        static Heading number(String text) {
            return new Heading(text, "number");
        }
    }

    /**
     * A row of a table.
     *
     * @param meaning what the name means, below it; may be empty
     * @param tone {@code off} for what does not add up, {@code absent} for what there is none of, {@code sum}, or empty
     */
    record Row(String name, String meaning, String tone, List<Cell> cells) {}

    /** A cell, with the heading of its column for where the headings are out of sight. */
    record Cell(String label, String kind, List<String> lines) {
        static Cell number(String label, String figure) {
            return new Cell(label, "number", List.of(figure));
        }

        /** A line for each currency; a dash where there is none. */
        static Cell money(String label, List<String> lines) {
            return new Cell(label, "number", lines.isEmpty() ? List.of("–") : lines);
        }

        static Cell difference(String label, String figure) {
            return new Cell(label, "number difference", List.of(figure));
        }

        static Cell text(String label, String... lines) {
            return new Cell(label, "", List.of(lines));
        }

        static Cell mono(String label, String text) {
            return new Cell(label, "mono", List.of(text));
        }
    }

    record Months(MonthsChart chart, Table table) {}

    /** Why rows were not recorded, or are no sales. */
    record Reasons(String id, String heading, Table table, List<String> notes) {}

    /**
     * The differences one by one.
     *
     * @param note how many are not here; may be empty
     */
    record Differences(String caption, String note, List<DifferenceRow> rows) {}

    /**
     * One difference; what there is not is empty.
     *
     * @param soldKey minor units and currency, for the order of the column
     * @param recordedKey likewise
     */
    record DifferenceRow(
            String standing,
            String invoiceId,
            String file,
            String line,
            String event,
            String sold,
            String soldKey,
            String recorded,
            String recordedKey,
            String recordedNote,
            String customer,
            String otherCustomer,
            String reason,
            String next) {}

    /**
     * What to do.
     *
     * @param about which rows or sales; may be empty
     */
    record Advice(String about, String text) {}

    record Fact(String name, String text, boolean mono) {}
}
