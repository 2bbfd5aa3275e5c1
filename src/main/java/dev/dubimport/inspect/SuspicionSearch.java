package dev.dubimport.inspect;

import dev.dubimport.csv.Row;
import dev.dubimport.inspect.SuspectRows.Kind;
import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at every row for what can be read and may be wrong all the same. Asked once for each, from the top. */
final class SuspicionSearch {
    private static final Pattern SCIENTIFIC = Pattern.compile("[-+]?\\d[.,]\\d+[eE][-+]?\\d+|[-+]?\\d+[eE][-+]\\d+");
    private static final Pattern STRIPE_INVOICE = Pattern.compile("in_\\w{4,}");
    private static final int MOST_IDS = 50_000;
    private static final int LARGE = 1_000;
    private static final int FEW = 3;
    private static final int OLD_YEARS = 10;
    private static final int HUNDRED = 100;

    private final Scene scene;
    private final SuspectRows suspects = new SuspectRows();
    private final Map<String, String> ids = new HashMap<>();
    private final IdLengths invoiceIds = new IdLengths();
    private final IdLengths customers = new IdLengths();
    private final Amounts amounts = new Amounts();

    /**
     * What is known of the file.
     *
     * @param invoiceId where the ids of invoices stand
     * @param stripe whether it is an export of Stripe
     * @param namesByEmail whether the export is known to have nothing but e-mail addresses for its customers
     */
    record Scene(
            List<String> header,
            Optional<Integer> invoiceId,
            Optional<Integer> externalId,
            Optional<Integer> amount,
            AmountFormat format,
            LocalDate today,
            boolean stripe,
            boolean namesByEmail) {}

    /** What the amounts of the sales look like as a whole. */
    private static final class Amounts {
        private long count;
        private long large;
        private long below100;
        private boolean areWhole = true;
        private boolean areHundreds = true;
        private long firstLine;
        private String firstCell = "";
        private long firstSmallLine;
        private String firstSmallCell = "";
    }

    SuspicionSearch(Scene scene) {
        this.scene = scene;
    }

    void see(Row row, Optional<Finding> objection, Optional<LocalDate> day) {
        if (Columns.isHeader(row.cells(), scene.header())) {
            suspects.see(Kind.HEADER_AGAIN, row.line(), "");
            return;
        }
        if (row.cells().size() == scene.header().size()) {
            seeCells(row);
        }
        objection
                .filter(found -> found.outcome() == Outcome.DUPLICATE)
                .ifPresent(found -> suspects.see(Kind.DUPLICATE, row.line(), row.invoiceId()));
        objection
                .filter(found -> found.outcome() == Outcome.CONFLICT)
                .ifPresent(found -> suspects.see(Kind.CONFLICT, row.line(), row.invoiceId()));
        if (objection.isEmpty() && row.verdict() instanceof Verdict.Valid valid) {
            seeSale(row, valid.sale());
            day.ifPresent(known -> seeDay(row.line(), known));
        }
    }

    /** What was found, once all rows have been seen. */
    List<Findings.Suspicion> found() {
        judgeAmounts();
        Stream.of(invoiceIds, customers)
                .flatMap(each -> each.shortened().stream())
                .forEach(some -> suspects.see(Kind.LOST_ZEROS, some.count(), some.firstLine(), some.example()));
        return suspects.all();
    }

    private void seeCells(Row row) {
        Stream.of(scene.invoiceId(), scene.externalId(), scene.amount())
                .flatMap(Optional::stream)
                .distinct()
                .map(index -> Blanks.strip(row.cells().get(index)))
                .filter(cell -> SCIENTIFIC.matcher(cell).matches())
                .forEach(cell -> suspects.see(Kind.SCIENTIFIC, row.line(), cell));
        scene.amount()
                .map(index -> Blanks.strip(row.cells().get(index)))
                .filter(cell -> !AmountFormat.currencyIn(cell).isEmpty())
                .ifPresent(cell -> suspects.see(Kind.CURRENCY_SIGN, row.line(), cell));
        if (row.verdict() instanceof Verdict.Invalid invalid) {
            invalid.violations().stream()
                    .filter(violation -> violation.code().equals("amount_not_in_minor_units"))
                    .forEach(violation -> suspects.see(Kind.DECIMALS, row.line(), violation.value()));
        }
    }

    private void seeSale(Row row, Sale sale) {
        if (ColumnProfile.EMAIL.matcher(sale.invoiceId()).matches()) {
            suspects.see(Kind.EMAIL_AS_INVOICE, row.line(), sale.invoiceId());
        }
        if (!scene.namesByEmail()
                && ColumnProfile.EMAIL.matcher(sale.externalId()).matches()) {
            suspects.see(Kind.EMAIL_AS_CUSTOMER, row.line(), sale.externalId());
        }
        seeStripe(row, sale);
        testMark(row.cells()).ifPresent(mark -> suspects.see(Kind.TEST_MODE, row.line(), mark));
        seeId(row.line(), sale.invoiceId());
        invoiceIds.see(row.line(), sale.invoiceId());
        customers.see(row.line(), sale.externalId());
        scene.amount()
                .map(index -> Blanks.strip(row.cells().get(index)))
                .ifPresent(cell -> seeAmount(row.line(), cell, sale.amount()));
    }

    private void seeStripe(Row row, Sale sale) {
        if (scene.stripe()) {
            suspects.see(Kind.STRIPE_EXPORT, row.line(), sale.invoiceId());
            return;
        }
        row.cells().stream()
                .map(Blanks::strip)
                .filter(cell -> STRIPE_INVOICE.matcher(cell).matches())
                .findFirst()
                .ifPresent(cell -> suspects.see(Kind.LIVE_STRIPE, row.line(), cell));
    }

    private void seeDay(long line, LocalDate day) {
        if (day.isAfter(scene.today().plusDays(1))) { // tomorrow may have begun where the file is from
            suspects.see(Kind.FUTURE, line, day.toString());
        }
        if (day.isBefore(scene.today().minusYears(OLD_YEARS))) {
            suspects.see(Kind.OLD, line, day.toString());
        }
    }

    private void seeId(long line, String id) {
        StringBuilder plain = new StringBuilder();
        id.chars()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(c -> plain.append((char) c));
        String key = plain.toString().toLowerCase(Locale.ROOT);
        String known = ids.get(key);
        if (known != null && !known.equals(id)) {
            suspects.see(Kind.NEAR_IDS, line, known + " and " + id);
        }
        if (known == null && ids.size() < MOST_IDS) {
            ids.put(key, id);
        }
    }

    private void seeAmount(long line, String cell, Money money) {
        BigDecimal major = Money.majorUnits(money.minorUnits(), money.currency());
        if (major.scale() == 0) {
            return;
        }
        if (amounts.count == 0) {
            amounts.firstLine = line;
            amounts.firstCell = cell;
        }
        amounts.count++;
        amounts.large += major.compareTo(BigDecimal.valueOf(LARGE)) >= 0 ? 1 : 0;
        if (money.minorUnits() < HUNDRED) {
            if (amounts.below100 == 0) {
                amounts.firstSmallLine = line;
                amounts.firstSmallCell = cell;
            }
            amounts.below100++;
        }
        amounts.areWhole &= AmountFormat.number(cell, scene.format().notation())
                .filter(number -> number.scale() <= 0)
                .isPresent();
        amounts.areHundreds &= money.minorUnits() % (HUNDRED * HUNDRED) == 0;
    }

    private void judgeAmounts() {
        boolean isMajor = scene.format().unit() == AmountFormat.Unit.MAJOR;
        boolean areLarge = amounts.areHundreds || 2 * amounts.large >= amounts.count;
        if (isMajor && amounts.count >= FEW && amounts.areWhole && areLarge) {
            suspects.see(Kind.LARGE_AMOUNTS, amounts.count, amounts.firstLine, amounts.firstCell);
        }
        if (!isMajor && 2 * amounts.below100 > amounts.count) {
            suspects.see(Kind.SMALL_AMOUNTS, amounts.below100, amounts.firstSmallLine, amounts.firstSmallCell);
        }
    }

    /** What says that a row is a test: {@code Mode: test}. */
    private Optional<String> testMark(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String name = Role.plain(scene.header().get(i));
            String cell = Blanks.strip(cells.get(i)).toLowerCase(Locale.ROOT);
            boolean isTest = switch (name) {
                case "mode", "environment" -> cell.equals("test") || cell.equals("sandbox");
                case "livemode", "live mode", "live" -> cell.equals("false") || cell.equals("no");
                case "test", "is test", "test mode", "testmode" -> cell.equals("true") || cell.equals("yes");
                case "payment method", "gateway" -> cell.contains("bogus");
                default -> false;
            };
            if (isTest) {
                return Optional.of(scene.header().get(i) + ": " + cell);
            }
        }
        return Optional.empty();
    }
}
