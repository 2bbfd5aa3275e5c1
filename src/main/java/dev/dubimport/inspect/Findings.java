package dev.dubimport.inspect;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What was found out about a file.
 *
 * @param form how it is written: encoding, delimiter, header, rows
 * @param preset the mapping of ours that reads it, if one does
 * @param proposal what each key of the proposed mapping says, and why; empty where the mapping was given
 * @param unused names of columns that the proposal leaves out; none for an export that we know
 * @param undecided what only a person can decide
 * @param mapping the proposed mapping as YAML with comments; the given one's name where one was given
 * @param sales what the rows become; empty where the file cannot be opened even with all of that decided
 * @param suspicions what may be wrong although it can be read
 * @param obstacle why the file cannot be opened with the mapping; empty where it can, or where something is undecided
 */
public record Findings(
        List<Statement> form,
        Optional<String> preset,
        List<Statement> proposal,
        List<String> unused,
        List<Undecided> undecided,
        String mapping,
        Optional<Sales> sales,
        List<Suspicion> suspicions,
        String obstacle) {

    public Findings {
        form = List.copyOf(form);
        proposal = List.copyOf(proposal);
        unused = List.copyOf(unused);
        undecided = List.copyOf(undecided);
        suspicions = List.copyOf(suspicions);
    }

    /** Whether an import with the mapping could begin without anybody deciding anything. */
    public boolean isSettled() {
        return undecided.isEmpty() && obstacle.isEmpty();
    }

    /** How sure a statement is. */
    public enum Confidence {
        CERTAIN("certain"),
        LIKELY("likely"),
        GUESS("a guess");

        private final String word;

        Confidence(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * One thing that was found.
     *
     * @param about what it is about, in one or two words: {@code delimiter}, or a key of the mapping
     * @param value what was found
     * @param reason why, safe to print; empty where nothing is to be explained
     */
    public record Statement(String about, String value, Confidence confidence, String reason) {}

    /**
     * What the file itself does not decide.
     *
     * @param key of the mapping: {@code amounts}, {@code columns.amount}
     * @param reason why it is open
     * @param choices what can be said; none where only the person knows
     * @param howToDecide what to look at
     */
    public record Undecided(String key, String reason, List<Choice> choices, String howToDecide) {
        public Undecided {
            choices = List.copyOf(choices);
        }
    }

    /**
     * One of the values that an undecided key may have.
     *
     * @param value of the key
     * @param meaning what that would make of the file
     */
    public record Choice(String value, String meaning) {}

    /**
     * What the rows become by the mapping.
     *
     * @param assumed the choices taken to read them, where something is undecided: {@code amounts: minor}
     * @param first of the rows, as they would be sent
     * @param totals by outcome; what could be sent counts as recorded
     * @param reasons why rows would not be sent, the first seen first
     * @param dateColumn the column that the months are from; empty where none was found
     * @param months the sales that could be sent, by month and currency
     * @param undated those of them whose date cannot be read
     */
    public record Sales(
            List<String> assumed,
            List<FirstRow> first,
            ControlTotals totals,
            List<Reason> reasons,
            String dateColumn,
            SortedMap<YearMonth, ControlTotals.Line> months,
            long undated) {}

    /**
     * One of the first rows; texts are as they are written, but for a date that can be read.
     *
     * @param amount empty where it cannot be read
     * @param verdict {@code would be sent}, or the outcome with its reason
     */
    public record FirstRow(
            long line, String invoiceId, String externalId, Optional<Money> amount, String date, String verdict) {}

    /** Why some rows would not be sent. */
    public record Reason(String outcome, String code, long count, long firstLine, String message) {}

    /**
     * Something that can be read and may be wrong all the same.
     *
     * @param code in one word
     * @param what was seen
     * @param example one of them, as it is written; empty where there is none to show
     * @param mend what to do about it
     */
    public record Suspicion(String code, String what, long count, long firstLine, String example, String mend) {}
}
