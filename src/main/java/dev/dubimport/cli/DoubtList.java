package dev.dubimport.cli;

import dev.dubimport.csv.CsvLine;
import dev.dubimport.csv.Source;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Run;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sales in doubt, for a person who is to look each up in Dub and to decide. */
final class DoubtList {
    private static final String ADVICE = """
            While the service remembers a sale ("resent until"), import its file again: that is safe.
            After that, look it up in Dub by its invoice id. If it is there, leave it. If it is not, import its file with
            --resend-in-doubt. Where the file is gone nothing resends the sale: the ledger keeps no customer and no
            metadata, so look it up, and bring the row back with the same content if it is missing.
            """;
    private static final List<String> COLUMNS = List.of(
            "invoiceId",
            "amount",
            "currency",
            "firstAttempt",
            "lastAttempt",
            "resentUntil",
            "run",
            "file",
            "line",
            "destination",
            "state");

    private final Ledger ledger;
    private final Instant now;
    private final Map<Long, Optional<String>> files = new HashMap<>();

    DoubtList(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    void print(PrintStream out) {
        boolean any = false;
        for (Destination destination : ledger.destinations()) {
            if (ledger.books(destination).countInDoubt() > 0) {
                any = true;
                out.println();
                out.println("In doubt at " + destination + ":");
                ledger.books(destination).inDoubt(entry -> out.println("  " + line(entry)));
            }
        }
        out.print(any ? "\n" + ADVICE : "No sale is in doubt.\n");
    }

    void printCsv(PrintStream out) {
        out.print(CsvLine.of(COLUMNS));
        for (Destination destination : ledger.destinations()) {
            ledger.books(destination).inDoubt(entry -> out.print(CsvLine.of(cells(destination, entry))));
        }
    }

    String line(Entry entry) {
        return "invoice " + Shown.shortened(entry.invoiceId()) + "  " + entry.amount() + "  " + state(entry) + "  sent "
                + seconds(entry.firstAttempt()) + ", " + chance(entry) + "  run " + entry.run() + ", line "
                + entry.line() + " of " + file(entry);
    }

    private List<String> cells(Destination destination, Entry entry) {
        return List.of(
                Shown.escaped(entry.invoiceId()),
                Money.majorUnits(entry.amount().minorUnits(), entry.amount().currency())
                        .toPlainString(),
                entry.amount().currency().getCurrencyCode(),
                entry.firstAttempt().toString(),
                entry.lastAttempt().toString(),
                entry.resentUntil(now).map(Instant::toString).orElse(""),
                Long.toString(entry.run()),
                fileOf(entry).map(file -> Shown.escaped(file.toString())).orElse(""),
                Long.toString(entry.line()),
                destination.toString(),
                state(entry));
    }

    private static String state(Entry entry) {
        return entry.outcome().isPresent() ? "no answer" : "claimed, never settled";
    }

    private String chance(Entry entry) {
        return entry.resentUntil(now)
                .map(until -> (now.isBefore(until) ? "resent until " : "too long ago: resent until ") + seconds(until))
                .orElse("in the future by this clock: not resent");
    }

    private String file(Entry entry) {
        return fileOf(entry)
                .map(id -> Source.shown(id) + (Source.isGone(id) ? " (the file is gone)" : ""))
                .orElse("an unknown file");
    }

    private Optional<String> fileOf(Entry entry) {
        return files.computeIfAbsent(entry.run(), run -> ledger.run(run).map(Run::file));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
