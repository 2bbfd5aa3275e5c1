package dev.dubimport.torture;

import static dev.dubimport.torture.Findings.Kind.LEDGER_DIFFERS;
import static dev.dubimport.torture.Findings.Kind.LOST;
import static dev.dubimport.torture.Findings.Kind.MISBEHAVED;
import static dev.dubimport.torture.Findings.Kind.NOT_ADDING_UP;
import static dev.dubimport.torture.Findings.Kind.TWICE;
import static dev.dubimport.torture.Findings.Kind.WRONG;

import dev.dubimport.sale.Outcome;
import dev.dubimport.sandbox.RecordedSale;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares what was to be recorded with what the service recorded, what the ledger says and what the runs said. It knows the
 * files that were made and the service's books, and trusts nothing else.
 */
final class Audit {
    private static final Pattern TRACE =
            Pattern.compile("^\\s+at [\\w.$/@]+\\(|Exception in thread|^Caused by:", Pattern.MULTILINE);
    private static final String DATABASE_AWAY = "the ledger at jdbc:postgresql:";
    private static final int EXIT_OK = 0;
    private static final int EXIT_SOME_NOT_RECORDED = 1;
    private static final int EXIT_NOTHING_DONE = 2;
    private static final int EXIT_STOPPED = 3;

    private final List<GeneratedFile> files;
    private final String key;
    private final Findings findings = new Findings();

    Audit(List<GeneratedFile> files, String key) {
        this.files = List.copyOf(files);
        this.key = key;
    }

    Findings findings() {
        return findings;
    }

    /** Every sale that can be recorded is, once, as it stands in one of the files; and nothing else is. */
    void service(List<RecordedSale> books) {
        Map<String, List<RecordedSale>> recorded = byInvoiceId(books);
        Map<String, List<GeneratedRow>> allowed = files.stream()
                .flatMap(file -> file.sales().stream())
                .collect(Collectors.groupingBy(GeneratedRow::invoiceId, TreeMap::new, Collectors.toList()));
        allowed.forEach((invoiceId, rows) -> {
            if (!recorded.containsKey(invoiceId) && rows.stream().anyMatch(GeneratedRow::isAttributable)) {
                findings.add(LOST, "invoice " + invoiceId);
            }
        });
        recorded.forEach((invoiceId, sales) -> {
            // One more than once is one recording too many; three times are two.
            sales.stream()
                    .skip(1)
                    .forEach(again -> findings.add(TWICE, "invoice " + invoiceId + " at " + times(sales)));
            sales.stream()
                    .filter(sale -> allowed.getOrDefault(invoiceId, List.of()).stream()
                            .noneMatch(row -> row.isAttributable() && isOf(sale, row)))
                    .forEach(sale -> findings.add(WRONG, "invoice " + invoiceId + ": " + sale));
        });
    }

    /** The ledger names the recorded sales, these and no others, with their money; and nothing is in doubt. */
    void ledger(List<LedgerEntry> entries, List<RecordedSale> books) {
        Map<String, List<RecordedSale>> recorded = new TreeMap<>(byInvoiceId(books));
        for (LedgerEntry entry : entries) {
            if (entry.outcome().isEmpty() || entry.outcome().equals(Outcome.IN_DOUBT.name())) {
                findings.add(LEDGER_DIFFERS, "invoice " + entry.invoiceId() + " is still in doubt");
            }
            if (entry.outcome().equals(Outcome.RECORDED.name())) {
                List<RecordedSale> sales = recorded.remove(entry.invoiceId());
                if (sales == null || !isOf(sales.get(0), entry)) {
                    findings.add(LEDGER_DIFFERS, entry + ", but the service has " + sales);
                }
            }
        }
        recorded.keySet()
                .forEach(left -> findings.add(
                        LEDGER_DIFFERS, "invoice " + left + " is recorded, and the ledger does not say so"));
    }

    /** What a process said that ended by itself: its exit code means what the README says, and its outcomes add up. */
    void ended(String start, ImporterProcess.Ended ended, int filesInCommand) {
        said(start, ended);
        List<Summary> summaries = Summary.parseAll(ended.out());
        summaries.forEach(summary -> addsUp(start, summary));
        boolean all = summaries.size() == filesInCommand && summaries.stream().allMatch(Summary::completed);
        boolean well = all && summaries.stream().allMatch(Summary::isWell);
        boolean stopped = summaries.stream().anyMatch(summary -> !summary.completed());
        boolean means = switch (ended.exitCode()) {
            case EXIT_OK -> well;
            case EXIT_SOME_NOT_RECORDED -> all && !well;
            case EXIT_STOPPED -> stopped || summaries.size() < filesInCommand;
            case EXIT_NOTHING_DONE -> ended.err().contains(DATABASE_AWAY);
            default -> false;
        };
        if (!means) {
            findings.add(
                    MISBEHAVED, start + " ended with " + ended.exitCode() + " and " + summaries.size() + " summaries");
        }
    }

    /** What any process said, also one that was killed. */
    void said(String start, ImporterProcess.Ended ended) {
        if (TRACE.matcher(ended.err()).find() || TRACE.matcher(ended.out()).find()) {
            findings.add(MISBEHAVED, start + " printed a stack trace");
        }
        if (ended.err().contains(key) || ended.out().contains(key)) {
            findings.add(MISBEHAVED, start + " printed the API key");
        }
    }

    /** The last run, to a service without faults and after all was recorded: every row has the one outcome that it can have. */
    void lastRun(ImporterProcess.Ended ended, List<RecordedSale> books) {
        Map<String, List<RecordedSale>> recorded = byInvoiceId(books);
        for (Summary summary : Summary.parseAll(ended.out())) {
            Map<Outcome, Tally> expected = expected(fileOf(summary), recorded);
            for (Outcome outcome : Outcome.values()) {
                Tally due = expected.getOrDefault(outcome, Tally.NOTHING);
                if (!summary.of(outcome).equals(due)) {
                    findings.add(
                            NOT_ADDING_UP,
                            "the last run of " + summary.file() + " counts " + summary.of(outcome) + " "
                                    + outcome.word() + ", the audit " + due);
                }
            }
        }
    }

    /** What a run left as it was: it had nothing to send. */
    void unchanged(List<RecordedSale> before, List<RecordedSale> after) {
        after.stream()
                .skip(before.size())
                .forEach(again -> findings.add(
                        TWICE, "invoice " + again.invoiceId() + ", after it was recorded, at " + again.at()));
    }

    private void addsUp(String start, Summary summary) {
        Tally read = fileOf(summary).read();
        if (!summary.sum().equals(summary.read())
                || (summary.completed() && !summary.read().equals(read))) {
            findings.add(
                    NOT_ADDING_UP,
                    start + ", " + summary.file() + ": outcomes " + summary.sum() + ", read " + summary.read()
                            + ", in the file " + read);
        }
    }

    private GeneratedFile fileOf(Summary summary) {
        return files.stream()
                .filter(file -> file.path().toString().equals(summary.file()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("a summary of a file that nobody made: " + summary.file()));
    }

    private static Map<Outcome, Tally> expected(GeneratedFile file, Map<String, List<RecordedSale>> recorded) {
        Map<Outcome, Tally> expected = new EnumMap<>(Outcome.class);
        file.rows().forEach(row -> expected.merge(expected(row, recorded), row.tally(), Tally::plus));
        return expected;
    }

    private static Outcome expected(GeneratedRow row, Map<String, List<RecordedSale>> recorded) {
        return switch (row.kind()) {
            case REPEAT -> Outcome.DUPLICATE;
            case OTHER_AMOUNT -> Outcome.CONFLICT;
            case FREE -> Outcome.FILTERED;
            case WITHOUT_CUSTOMER, WITHOUT_AMOUNT -> Outcome.INVALID;
            case SALE -> {
                List<RecordedSale> sales = recorded.getOrDefault(row.invoiceId(), List.of());
                if (sales.isEmpty()) {
                    yield Outcome.UNATTRIBUTED;
                }
                yield isOf(sales.get(0), row) ? Outcome.SKIPPED : Outcome.CONFLICT;
            }
        };
    }

    private static Map<String, List<RecordedSale>> byInvoiceId(List<RecordedSale> books) {
        return books.stream().collect(Collectors.groupingBy(RecordedSale::invoiceId));
    }

    private static boolean isOf(RecordedSale sale, GeneratedRow row) {
        return sale.amount() == row.minorUnits()
                && sale.currency().equals(row.currency().toLowerCase(Locale.ROOT))
                && sale.externalId().equals(row.customer());
    }

    private static boolean isOf(RecordedSale sale, LedgerEntry entry) {
        return sale.amount() == entry.minorUnits()
                && sale.currency().equals(entry.currency().toLowerCase(Locale.ROOT));
    }

    private static String times(List<RecordedSale> sales) {
        return sales.stream().map(sale -> sale.at().toString()).collect(Collectors.joining(", "));
    }
}
