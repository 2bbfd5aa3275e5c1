package dev.dubimport.csv;

import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of each sale of a file whether its invoice id stood earlier in the file. Made by a {@link Survey}; asked once for
 * every row, from the top and in order. Not safe for use by several threads.
 *
 * <p>To remember every invoice id would take memory that grows with the file. So the survey, which reads the file first,
 * collects suspects: the few ids that a Bloom filter of fixed size seemed to know already. No id that repeats escapes it.
 * When the rows are read again, only suspects are remembered, now exactly: by id, with the line, the amount
 * and the content of the first.
 */
final class Repeats {

    /**
     * Where the invoice id stood first.
     *
     * @param line the line of the first row of that invoice id
     * @param amount what that row would be sent with
     * @param sameContent whether that row was the same sale (a duplicate), or another one (a conflict)
     */
    record Earlier(long line, Money amount, boolean sameContent) {}

    private record First(long line, Money amount, Fingerprint fingerprint) {}

    private final LongSet suspects;
    private final Map<String, First> firsts = new HashMap<>();

    Repeats(LongSet suspects) {
        this.suspects = suspects;
    }

    /** The row's invoice id as it stood earlier; empty for the first of its id, and for invalid rows. */
    Optional<Earlier> earlier(Row row) {
        if (!(row.verdict() instanceof Verdict.Valid valid)) {
            return Optional.empty();
        }
        Sale sale = valid.sale();
        if (!suspects.contains(Suspects.hash(sale.invoiceId()))) {
            return Optional.empty();
        }
        Fingerprint fingerprint = sale.fingerprint();
        First first = firsts.putIfAbsent(sale.invoiceId(), new First(row.line(), sale.amount(), fingerprint));
        return Optional.ofNullable(first)
                .map(known -> new Earlier(known.line, known.amount, known.fingerprint.equals(fingerprint)));
    }
}
