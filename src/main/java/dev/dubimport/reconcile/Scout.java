package dev.dubimport.reconcile;

import dev.dubimport.csv.Objections;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.Rows;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Readback;
import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Customers;
import dev.dubimport.ledger.Entry;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Looks ahead of an import: which of its sales are recorded already, and which could be attributed. Sends nothing. */
public final class Scout {
    private static final int NOTED_AT_ONCE = 50;
    private static final int MOST_EXAMPLES = 5;

    private final Books books;
    private final Customers customers;
    private final Readback service;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /** Is told how far the look ahead is. */
    public interface Progress {
        /** So many sale events have been read. */
        void read(long events);

        /** So many customers of all have been asked about. */
        void asked(long asked, long all);
    }

    /** What becomes of a sale. */
    private enum Fate {
        TO_SEND,
        RECORDED_ALREADY,
        IN_LEDGER
    }

    private record Candidate(Sale sale, Fate fate) {}

    /**
     * A look at one destination.
     *
     * @param folder for what is needed meanwhile
     */
    public Scout(Books books, Customers customers, Readback service, Path folder, Clock clock, Progress progress) {
        this.books = books;
        this.customers = customers;
        this.service = service;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Looks at all sales of the files; one that stands in several counts once.
     *
     * @param adopt whether the ledger is to know from now on what the service has recorded of them and of the sales in doubt, so
     *     that an import skips it
     * @throws dev.dubimport.dub.Unreadable if the service cannot be read
     */
    public Preflight look(Map<SalesFile, Survey> files, boolean adopt) {
        customers.forgetOld();
        Period period = Period.upTo(clock.instant());
        LongConsumer pages = progress::read;
        try (EventIndex events = EventIndex.read(service, folder, period, pages)) {
            // First: what is recorded must not look as if it could be sent again.
            long settled = adopt ? Doubts.settleFound(books, events) : 0;
            long hidden = adopt && books.countInDoubt() > 0
                    ? service.total(period.start(), period.end()).sales() - events.count()
                    : 0;
            CustomerIndex asked = events.customers();
            each(files, events, page -> gather(page, asked));
            ask(asked);
            SeenSales seen = events.seenSales();
            ControlTotals.Tally attributable = new ControlTotals.Tally();
            ControlTotals.Tally fates = new ControlTotals.Tally();
            each(files, events, page -> {
                List<Candidate> first = files.size() == 1 ? page : firstOfTheirIds(page, seen);
                count(first, asked, attributable, fates);
                if (adopt) {
                    adopt(first, events);
                }
            });
            return new Preflight(
                    attributable.totals().of(Outcome.RECORDED),
                    attributable.totals().of(Outcome.UNATTRIBUTED),
                    fates.totals().of(Outcome.RECORDED),
                    fates.totals().of(Outcome.SKIPPED),
                    settled,
                    hidden,
                    asked.count(),
                    asked.countUnknown(),
                    asked.firstUnknown(MOST_EXAMPLES));
        }
    }

    private void each(Map<SalesFile, Survey> files, EventIndex events, Consumer<List<Candidate>> reader) {
        Pages<Sale> pages = new Pages<>(page -> {
            List<String> ids = page.stream().map(Sale::invoiceId).toList();
            Map<String, Entry> entries = books.find(ids);
            Map<String, List<SaleEvent>> found = events.find(ids);
            reader.accept(page.stream()
                    .map(sale -> new Candidate(
                            sale,
                            fate(
                                    Optional.ofNullable(entries.get(sale.invoiceId())),
                                    found.containsKey(sale.invoiceId()))))
                    .toList());
        });
        files.forEach((file, survey) -> {
            Objections objections = survey.objections();
            try (Rows rows = file.rows()) {
                for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                    if (objections.to(row.get()).isEmpty()) {
                        pages.accept(((Verdict.Valid) row.get().verdict()).sale());
                    }
                }
                survey.ensureUnchanged(rows);
            }
        });
        pages.end();
    }

    private static Fate fate(Optional<Entry> entry, boolean isListed) {
        boolean isSent = entry.isEmpty() || entry.get().isTriedAgain();
        if (!isSent) {
            return Fate.IN_LEDGER;
        }
        return isListed ? Fate.RECORDED_ALREADY : Fate.TO_SEND;
    }

    private void gather(List<Candidate> page, CustomerIndex asked) {
        List<String> fresh = asked.fresh(customersToAskAbout(page));
        asked.add(fresh, customers.known(fresh));
    }

    private void ask(CustomerIndex asked) {
        long[] answered = {asked.countAnswered()};
        asked.eachUnanswered(NOTED_AT_ONCE, page -> {
            Map<String, Boolean> answers = new LinkedHashMap<>();
            try {
                for (String customer : page) {
                    answers.put(customer, service.knowsCustomer(customer));
                    progress.asked(++answered[0], asked.count());
                }
            } finally {
                customers.note(answers);
                asked.answer(answers);
            }
        });
    }

    private static List<Candidate> firstOfTheirIds(List<Candidate> page, SeenSales seen) {
        Set<String> fresh = seen.fresh(
                page.stream().map(candidate -> candidate.sale().invoiceId()).toList());
        return page.stream()
                .filter(candidate -> fresh.remove(candidate.sale().invoiceId()))
                .toList();
    }

    private static void count(
            List<Candidate> page, CustomerIndex asked, ControlTotals.Tally attributable, ControlTotals.Tally fates) {
        Set<String> known = asked.known(customersToAskAbout(page));
        for (Candidate candidate : page) {
            Sale sale = candidate.sale();
            Optional<Money> amount = Optional.of(sale.amount());
            switch (candidate.fate()) {
                case TO_SEND ->
                    attributable.count(
                            known.contains(sale.externalId()) ? Outcome.RECORDED : Outcome.UNATTRIBUTED, amount);
                case IN_LEDGER -> fates.count(Outcome.SKIPPED, amount);
                case RECORDED_ALREADY -> fates.count(Outcome.RECORDED, amount);
            }
        }
    }

    private static List<String> customersToAskAbout(List<Candidate> page) {
        return page.stream()
                .filter(candidate -> candidate.fate() == Fate.TO_SEND)
                .map(candidate -> candidate.sale().externalId())
                .distinct()
                .toList();
    }

    private void adopt(List<Candidate> page, EventIndex events) {
        List<String> ids = page.stream()
                .filter(candidate -> candidate.fate() == Fate.RECORDED_ALREADY)
                .map(candidate -> candidate.sale().invoiceId())
                .toList();
        Adopter.write(
                books,
                events.find(ids).values().stream().map(each -> each.get(0)).toList(),
                books.find(ids));
    }
}
