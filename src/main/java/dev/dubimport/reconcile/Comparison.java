package dev.dubimport.reconcile;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Entry;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says how a sale stands, by what the files, the ledger and the service have of its invoice id.
 *
 * @param visibleBefore what was sent before that moment and is not listed, is not there
 * @param hidden how many sales the service counts without listing them: of links that were deleted
 */
record Comparison(Instant visibleBefore, long hidden) {
    private static final String USD = "USD";
    private static final String IMPORT_AGAIN =
            "run dub-import import with the same file: it sends what is not recorded";
    private static final String BY_HAND =
            "find out which is right; what is recorded cannot be changed by an import, only by hand in Dub";

    /** Of a sale that stands in a file. */
    Judgement of(Sale sale, Optional<Entry> entry, List<SaleEvent> events) {
        if (events.isEmpty()) {
            return missing(entry);
        }
        SaleEvent event = events.get(0);
        if (events.size() > 1) {
            return twice(events);
        }
        Optional<Judgement> money = otherMoney(sale.amount(), "sold for ", entry, event);
        if (money.filter(judgement -> judgement.standing() != Standing.NOT_COMPARABLE)
                .isPresent()) {
            return money.get();
        }
        if (!event.customerId().isEmpty() && !event.customerId().equals(sale.externalId())) {
            return new Judgement(
                    Standing.OTHER_CUSTOMER,
                    "sold to " + quoted(sale.externalId()) + ", recorded for " + quoted(event.customerId()),
                    BY_HAND);
        }
        return money.orElse(Judgement.AGREES);
    }

    /** Of sales that the service has, and no file. */
    Judgement ofLeftOver(Optional<Entry> entry, List<SaleEvent> events) {
        SaleEvent event = events.get(0);
        if (event.invoiceId().isEmpty()) {
            return new Judgement(
                    Standing.NAMELESS,
                    "recorded without an invoice id, so nothing tells which sale it is",
                    "compare customer, amount and day with what is missing; such a sale can be recorded again unnoticed");
        }
        if (entry.filter(Entry::mayBeRecorded).isEmpty()) {
            return new Judgement(
                    Standing.STRANGER,
                    "recorded, and neither in the files nor by this ledger",
                    "find out what recorded it: another integration, another machine, or a file that was not given here");
        }
        if (entry.get().isAdopted()) {
            return new Judgement(
                    Standing.STRANGER,
                    "recorded, and in none of the files; the ledger has it from the service only (adopted)",
                    "give the file that it came with as well, or find out what recorded it");
        }
        if (events.size() > 1) {
            return twice(events);
        }
        return otherMoney(entry.get().amount(), "imported for ", entry, event)
                .orElse(new Judgement(Standing.OF_ANOTHER_IMPORT, "", ""));
    }

    /** Of a sale that only the ledger has. */
    Judgement ofLedgerOnly(Entry entry) {
        Judgement missing = missing(Optional.of(entry));
        return missing.standing() == Standing.MISSING
                ? new Judgement(Standing.LEDGER_ONLY, missing.reason(), missing.next())
                : missing;
    }

    private Judgement missing(Optional<Entry> known) {
        if (known.isEmpty()) {
            return missing("not sent, as far as this ledger knows: it does not have this invoice id", IMPORT_AGAIN);
        }
        Entry entry = known.get();
        if (entry.mayBeRecorded() && entry.lastAttempt().isAfter(visibleBefore)) {
            return new Judgement(
                    Standing.NOT_YET_VISIBLE,
                    "sent at " + entry.lastAttempt() + ", and the service lists a sale some seconds later",
                    "reconcile again in a minute");
        }
        if (entry.outcome().isEmpty()) {
            return inDoubt(entry);
        }
        return switch (entry.outcome().get()) {
            case RECORDED ->
                missing(
                        "recorded at " + entry.lastAttempt() + " as the ledger has it, and not listed by the service"
                                + hiddenOnes(),
                        "look the customer's link up in Dub: sales of a link that was deleted are listed no more");
            case UNATTRIBUTED ->
                missing(
                        "unattributed: the service accepted it and recorded nothing, because it knows no such customer",
                        "once the customer came through a link, " + IMPORT_AGAIN);
            case REFUSED ->
                missing("refused by the service", "mend what it said (see the rejects), then " + IMPORT_AGAIN);
            case FAILED -> missing("not recorded, after all attempts", IMPORT_AGAIN);
            case CONFLICT ->
                missing("the service answered with another sale of this invoice id" + hiddenOnes(), BY_HAND);
            case IN_DOUBT -> inDoubt(entry);
            case SKIPPED, DUPLICATE, FILTERED, INVALID ->
                throw new IllegalStateException("never an entry's outcome: " + entry.outcome());
        };
    }

    private Judgement inDoubt(Entry entry) {
        return missing(
                "in doubt: sent at " + entry.lastAttempt() + " without an answer, and not listed by the service"
                        + hiddenOnes(),
                "look it up in Dub before it is sent again");
    }

    private static Judgement missing(String reason, String next) {
        return new Judgement(Standing.MISSING, reason, next);
    }

    private String hiddenOnes() {
        return hidden > 0 ? " (which counts " + hidden + " more than it lists)" : "";
    }

    private static Judgement twice(List<SaleEvent> events) {
        return new Judgement(
                Standing.TWICE,
                "recorded " + events.size() + " times, first at "
                        + events.get(0).at() + ", last at "
                        + events.get(events.size() - 1).at(),
                "each recording pays a commission: have all but one taken back by Dub's support");
    }

    /** The service converts to US dollars at the rate of the day on which it is called; what it answered then is in the ledger. */
    private static Optional<Judgement> otherMoney(Money sold, String how, Optional<Entry> entry, SaleEvent event) {
        String currency = sold.currency().getCurrencyCode();
        if (event.currency().equals(currency)) {
            return event.minorUnits() == sold.minorUnits()
                    ? Optional.empty()
                    : Optional.of(otherAmount(how + sold + ", recorded as " + shown(event)));
        }
        if (!event.currency().equals(USD)) {
            return Optional.of(
                    new Judgement(Standing.OTHER_CURRENCY, how + sold + ", recorded as " + shown(event), BY_HAND));
        }
        Optional<Money> sent = entry.filter(known -> !known.isAdopted()).map(Entry::amount);
        if (sent.isPresent() && !sent.get().equals(sold)) {
            return Optional.of(otherAmount(how + sold + ", sent as " + sent.get()));
        }
        Optional<Money> answered = entry.filter(known -> !known.isAdopted())
                .flatMap(Entry::recorded)
                .filter(money -> money.currency().getCurrencyCode().equals(USD));
        if (answered.isEmpty()) {
            return Optional.of(new Judgement(
                    Standing.NOT_COMPARABLE,
                    how + sold + ", recorded as " + shown(event) + " (1 " + currency + " = "
                            + rate(sold, event.minorUnits()) + " USD); the ledger has not what the service answered",
                    "see whether that was the rate of the day of the recording"));
        }
        if (answered.get().minorUnits() == event.minorUnits()) {
            return Optional.empty();
        }
        return Optional.of(otherAmount(how + sold + ", answered as " + answered.get() + " (1 " + currency + " = "
                + rate(sold, answered.get().minorUnits()) + " USD), recorded as " + shown(event)));
    }

    private static Judgement otherAmount(String reason) {
        return new Judgement(Standing.OTHER_AMOUNT, reason, BY_HAND);
    }

    private static String rate(Money sold, long usCents) {
        BigDecimal units = Money.majorUnits(sold.minorUnits(), sold.currency());
        return BigDecimal.valueOf(usCents, 2)
                .divide(units, 4, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String shown(SaleEvent event) {
        return Amounts.shown(event.minorUnits(), event.currency());
    }

    private static String quoted(String text) {
        return "\"" + Shown.shortened(text) + "\"";
    }
}
