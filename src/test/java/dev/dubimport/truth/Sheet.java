package dev.dubimport.truth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a file, and the mapping that it takes.
 *
 * @param constants texts of the mapping
 * @param mapping in YAML; empty where the columns have the contract's names
 */
record Sheet(
        List<Column> columns,
        Map<Slot, String> constants,
        Numerals numerals,
        Terms terms,
        Optional<Rates> rates,
        Optional<String> mapping) {

    /**
     * A column.
     *
     * @param name as it stands in the header, with blanks around it
     * @param slot what it gives; empty for a single key of the metadata, and for columns that nothing uses
     * @param key of the metadata; empty for other columns
     */
    record Column(String name, Optional<Slot> slot, Optional<String> key) {
        boolean isUnused() {
            return slot.isEmpty() && key.isEmpty();
        }
    }

    /**
     * What a mapping says of rows beyond the fields of the contract.
     *
     * @param orderIn the column that tells of which order a row is a line
     * @param totals how a row begins that is a total
     */
    record Terms(
            Sieve sieve,
            Refunding refunding,
            Optional<Calendar> calendar,
            Optional<Slot> orderIn,
            List<String> totals) {
        static final Terms NONE =
                new Terms(Sieve.NONE, Refunding.REPORT, Optional.empty(), Optional.empty(), List.of());
    }

    static Sheet drawn(Die die, Style style, Letters letters) {
        boolean mapped = style.encoding().isPresent() || die.percent(70);
        return new SheetPlan(die, letters, mapped, mapped ? Numerals.drawn(die) : Numerals.MINOR).sheet(style);
    }

    Optional<Integer> indexOf(Slot slot) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).slot().equals(Optional.of(slot))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    boolean has(Slot slot) {
        return indexOf(slot).isPresent();
    }

    List<String> keys() {
        return columns.stream().flatMap(column -> column.key().stream()).toList();
    }

    /** The currencies that amounts of such a file can be in without a mistake. */
    List<Coin> coins() {
        List<Coin> readable = numerals.major() ? Coin.ALL : Coin.UNDISPUTED;
        return rates.map(known -> readable.stream().filter(known::knows).toList())
                .orElse(readable);
    }
}
