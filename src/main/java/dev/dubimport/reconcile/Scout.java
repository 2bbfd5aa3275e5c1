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
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** Looks ahead of an import: which of its sales are recorded already, and which could be attributed. Sends nothing. */
public final class Scout {
    /** So long an answer about a customer is taken for true: long enough to go on with a look ahead that was interrupted. */
    private static final Duration ANSWER_HOLDS = Duration.ofHours(24);

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
     * Looks at all sales of the files.
     *
     * @param adopt whether the ledger is to know from now on what the service has recorded of them, so that an import skips it
     * @throws dev.dubimport.dub.Unreadable if the service cannot be read
     */
    public Preflight look(Map<SalesFile, Survey> files, boolean adopt) {
        Instant asOf = clock.instant();
        LongConsumer pages = progress::read;
        try (ServiceSide side = ServiceSide.read(service, folder, asOf, asOf, pages)) {
            Map<String, Boolean> known = new LinkedHashMap<>();
            each(files, side, (sale, fate) -> {
                if (fate == Fate.TO_SEND) {
                    known.put(sale.externalId(), false);
                }
            });
            ask(known);
            ControlTotals.Tally attributable = new ControlTotals.Tally();
            ControlTotals.Tally fates = new ControlTotals.Tally();
            Pages<Sale> adopted = new Pages<>(page -> adopt(page, side));
            each(files, side, (sale, fate) -> {
                switch (fate) {
                    case TO_SEND ->
                        attributable.count(
                                Boolean.TRUE.equals(known.get(sale.externalId()))
                                        ? Outcome.RECORDED
                                        : Outcome.UNATTRIBUTED,
                                Optional.of(sale.amount()));
                    case IN_LEDGER -> fates.count(Outcome.SKIPPED, Optional.of(sale.amount()));
                    case RECORDED_ALREADY -> {
                        fates.count(Outcome.RECORDED, Optional.of(sale.amount()));
                        if (adopt) {
                            adopted.accept(sale);
                        }
                    }
                }
            });
            adopted.end();
            List<String> unknown = known.entrySet().stream()
                    .filter(customer -> !customer.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            return new Preflight(
                    attributable.totals().of(Outcome.RECORDED),
                    attributable.totals().of(Outcome.UNATTRIBUTED),
                    fates.totals().of(Outcome.RECORDED),
                    fates.totals().of(Outcome.SKIPPED),
                    known.size(),
                    unknown.size(),
                    unknown.stream().limit(MOST_EXAMPLES).toList());
        }
    }

    private void each(Map<SalesFile, Survey> files, ServiceSide side, BiConsumer<Sale, Fate> reader) {
        Pages<Sale> pages = new Pages<>(page -> {
            List<String> ids = page.stream().map(Sale::invoiceId).toList();
            Map<String, Entry> entries = books.find(ids);
            Map<String, List<SaleEvent>> events = side.events().find(ids);
            for (Sale sale : page) {
                Optional<Entry> entry = Optional.ofNullable(entries.get(sale.invoiceId()));
                reader.accept(sale, fate(entry, events.containsKey(sale.invoiceId())));
            }
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

    private void ask(Map<String, Boolean> known) {
        List<String> unanswered = new ArrayList<>();
        Pages<String> pages = new Pages<>(page -> {
            Map<String, Boolean> answered = customers.known(page, ANSWER_HOLDS);
            known.putAll(answered);
            page.stream().filter(id -> !answered.containsKey(id)).forEach(unanswered::add);
        });
        List.copyOf(known.keySet()).forEach(pages);
        pages.end();
        Map<String, Boolean> answers = new LinkedHashMap<>();
        long asked = (long) known.size() - unanswered.size();
        try {
            for (String customer : unanswered) {
                answers.put(customer, service.knowsCustomer(customer));
                progress.asked(++asked, known.size());
                if (answers.size() == NOTED_AT_ONCE) {
                    customers.note(answers);
                    known.putAll(answers);
                    answers.clear();
                }
            }
        } finally {
            customers.note(answers);
            known.putAll(answers);
        }
    }

    private void adopt(List<Sale> page, ServiceSide side) {
        Map<String, List<SaleEvent>> events =
                side.events().find(page.stream().map(Sale::invoiceId).toList());
        Adopter.write(books, events.values().stream().map(found -> found.get(0)).toList());
    }
}
