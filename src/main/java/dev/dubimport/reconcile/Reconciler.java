package dev.dubimport.reconcile;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Readback;
import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Compares what was sold with what is recorded: files, ledger and service, joined on the invoice id. Nobody may import to the
 * destination meanwhile.
 */
public final class Reconciler {
    private final Destination destination;
    private final Books books;
    private final Readback service;
    private final Path folder;
    private final Clock clock;
    private final Duration visibleWithin;
    private final Consumer<Duration> pause;
    private final LongConsumer progress;

    /**
     * A comparison with one destination.
     *
     * @param folder for what is needed meanwhile
     * @param visibleWithin how long after it was sent a sale may not be listed yet
     * @param pause waits that long
     * @param progress is told after every page of the service's events how many have been read
     */
    public Reconciler(
            Destination destination,
            Books books,
            Readback service,
            Path folder,
            Clock clock,
            Duration visibleWithin,
            Consumer<Duration> pause,
            LongConsumer progress) {
        this.destination = destination;
        this.books = books;
        this.service = service;
        this.folder = folder;
        this.clock = clock;
        this.visibleWithin = visibleWithin;
        this.pause = pause;
        this.progress = progress;
    }

    /**
     * Compares all sales of those files, all entries of the ledger and all that the service has recorded; settles sales in doubt
     * by what it finds, and takes over what the service has of the files and the ledger does not.
     *
     * @param files in the order in which their differences are told, with what a reading of each has told
     * @param everyDifference is told of all, also of those that the result does not keep
     * @throws dev.dubimport.csv.UnusableFile if a file cannot be read, or changes meanwhile
     * @throws dev.dubimport.dub.Unreadable if the service cannot be read
     */
    public Reconciliation reconcile(Map<SalesFile, Survey> files, Consumer<Difference> everyDifference) {
        awaitVisibility();
        try (ServiceSide side = readService()) {
            Reconciliation.Settled settled = Doubts.settle(books, side);
            Tallies tallies = new Tallies(everyDifference);
            List<ReconciledFile> reconciled = new ArrayList<>();
            files.forEach(
                    (file, survey) -> reconciled.add(new FileComparison(file, survey, books, side, tallies).run()));
            addLeftOver(side, tallies);
            addLedgerOnly(side, tallies);
            return new Reconciliation(
                    destination,
                    side.asOf(),
                    reconciled,
                    tallies.standings(),
                    tallies.months(),
                    tallies.first(),
                    tallies.tasks(),
                    settled.withAdopted(tallies.adopted()),
                    side.service());
        }
    }

    /**
     * Fills the ledger with what the service has recorded and the ledger does not know; what it knows stays, but for sales in
     * doubt, which are settled.
     *
     * @throws dev.dubimport.dub.Unreadable if the service cannot be read
     */
    public Adopted adopt() {
        awaitVisibility();
        try (ServiceSide side = readService()) {
            Reconciliation.Settled settled = Doubts.settle(books, side);
            return Adopter.adopt(books, side, settled);
        }
    }

    /**
     * The service lists a sale some time after it was recorded: until then nothing can be called missing. When a sale in doubt was
     * sent, the ledger does not know, nor whose clock was right: the time is counted from now, when nobody sends.
     */
    private void awaitVisibility() {
        if (books.countInDoubt() > 0) {
            pause.accept(visibleWithin);
            return;
        }
        books.lastAttempt()
                .map(last -> Duration.between(clock.instant(), last.plus(visibleWithin)))
                .filter(left -> !left.isNegative())
                .ifPresent(left -> pause.accept(left.compareTo(visibleWithin) > 0 ? visibleWithin : left));
    }

    private ServiceSide readService() {
        Instant asOf = clock.instant();
        return ServiceSide.read(service, folder, asOf, asOf.minus(visibleWithin), progress);
    }

    private void addLeftOver(ServiceSide side, Tallies tallies) {
        Comparison comparison = side.comparison();
        Pages<List<SaleEvent>> pages = new Pages<>(page -> {
            Map<String, Entry> entries = books.find(page.stream()
                    .map(events -> events.get(0).invoiceId())
                    .filter(id -> !id.isEmpty())
                    .toList());
            for (List<SaleEvent> events : page) {
                String id = events.get(0).invoiceId();
                Optional<Entry> entry = Optional.ofNullable(entries.get(id));
                Judgement judgement = comparison.ofLeftOver(entry, events);
                tallies.add(judgement, id, Optional.empty(), Optional.empty(), events);
            }
        });
        side.events().leftOver(pages);
        pages.end();
    }

    /** What may be recorded as the ledger has it, and neither a file nor the service has. */
    private void addLedgerOnly(ServiceSide side, Tallies tallies) {
        Comparison comparison = side.comparison();
        Pages<Entry> pages = side.pagesOfEntries(page -> {
            Map<String, ?> inFiles = side.events()
                    .notedDifferent(page.keySet().stream().map(Entry::invoiceId).toList());
            page.forEach((entry, events) -> {
                if (events.isEmpty() && !inFiles.containsKey(entry.invoiceId())) {
                    tallies.add(
                            comparison.ofLedgerOnly(entry),
                            entry.invoiceId(),
                            Optional.of(sold(entry)),
                            Optional.empty(),
                            events);
                }
            });
        });
        books.each(entry -> {
            if (entry.mayBeRecorded()) {
                pages.accept(entry);
            }
        });
        pages.end();
    }

    private static Sold sold(Entry entry) {
        String from = entry.isAdopted() ? "the ledger (adopted)" : "the ledger (run " + entry.run() + ")";
        return new Sold(from, entry.line(), "", Optional.of(entry.amount()));
    }
}
