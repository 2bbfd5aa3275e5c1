package dev.dubimport.truth;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws sales for one file, and remembers which were written into it. */
final class Dealer {
    private static final int MOST_TRIES = 200;

    private final Desk desk;
    private final Die die;
    private final Sheet sheet;
    private final List<Deal> sales = new ArrayList<>();
    private final List<String> unsoldIds = new ArrayList<>();
    private final Set<String> soldIds = new HashSet<>();
    private final List<String> orders = new ArrayList<>();
    private int count;

    Dealer(Desk desk) {
        this.desk = desk;
        this.die = desk.die();
        this.sheet = desk.sheet();
    }

    void sold(Deal deal) {
        sales.add(deal);
        soldIds.add(deal.invoiceId());
    }

    /** Its invoice id is still free. */
    void notSold(Deal deal) {
        unsoldIds.add(deal.invoiceId());
    }

    /** One of the sales that were written. */
    Optional<Deal> earlier() {
        return sales.isEmpty() ? Optional.empty() : Optional.of(die.anyOf(sales));
    }

    /** A sale that can be sent. */
    Deal sale() {
        Deal deal = any();
        for (int i = 0; i < MOST_TRIES && deal.flaw(sheet).isPresent(); i++) {
            deal = any();
        }
        return deal;
    }

    /** One for which there is no rate, or which is none any more in dollars. */
    Optional<Deal> notConvertible() {
        for (int i = 0; i < MOST_TRIES; i++) {
            Deal deal = withoutRate(any());
            if (deal.flaw(sheet).isPresent()) {
                return Optional.of(deal);
            }
        }
        return Optional.empty();
    }

    private Deal withoutRate(Deal deal) {
        return switch (die.below(5)) {
            case 0 -> deal.withMoment(Optional.empty());
            case 1 -> deal.withMoment(moment(sheet.rates().orElseThrow().dayAtTheEnds(die)));
            case 2 -> deal.withMoney(BigInteger.ONE, BigInteger.ZERO, deal.coin());
            case 3 -> deal.withMoney(Numerals.MOST, BigInteger.ZERO, deal.coin());
            default -> sheet.has(Slot.CURRENCY) ? deal.withMoney(deal.minorUnits(), deal.back(), unlisted()) : deal;
        };
    }

    private Coin unlisted() {
        return die.anyOf(sheet.numerals().major() ? Coin.ALL : Coin.UNDISPUTED);
    }

    /** Anything that a row without mistakes may say, but that it may have no rate. */
    Deal any() {
        count++;
        Letters letters = desk.letters();
        SortedMap<String, String> keys = new TreeMap<>();
        sheet.keys().stream().filter(key -> die.percent(70)).forEach(key -> keys.put(key, letters.prose(10)));
        BigInteger minorUnits = minorUnits();
        return new Deal(
                freshId(),
                constantOr(Slot.EXTERNAL_ID, upTo(100, "cus_" + letters.text(8))),
                minorUnits,
                back(minorUnits),
                coin(),
                constantOr(Slot.PROCESSOR, die.anyOf(Author.PROCESSORS)).toLowerCase(Locale.ROOT),
                event(Slot.EVENT_NAME),
                event(Slot.LEAD_EVENT_NAME),
                sheet.has(Slot.METADATA) && die.percent(70) ? Json.anyMembers(die, letters, "j", 3) : new TreeMap<>(),
                keys,
                sheet.terms().sieve().goodWord(die),
                order(),
                sheet.terms().calendar().isPresent() && die.percent(90) ? moment(day()) : Optional.empty());
    }

    /** Of an order that the file may have had above, or of none that it has. */
    String someOrder() {
        return orders.isEmpty() || die.percent(30) ? freshOrder() : die.anyOf(orders);
    }

    /** An id that stands nowhere else. */
    String unusedId() {
        count++;
        return "INV-unused-" + count;
    }

    private String order() {
        if (die.percent(20)) {
            return "";
        }
        String order = die.percent(30) && !orders.isEmpty() ? orders.get(orders.size() - 1) : freshOrder();
        orders.add(order);
        return order;
    }

    private String freshOrder() {
        count++;
        return "#" + count + desk.letters().text(2);
    }

    private LocalDate day() {
        return sheet.rates()
                .map(rates -> rates.anyDay(die))
                .orElseGet(() -> sheet.terms().calendar().orElseThrow().anyDay(die));
    }

    private Optional<Moment> moment(LocalDate day) {
        return Optional.of(Moment.on(day, sheet.terms().calendar().orElseThrow().zone(), die));
    }

    /** Now and then that of a row that is no sale, or that of a sale in lower case: neither makes it a repeat. */
    private String freshId() {
        String id = upTo(500, "INV-" + count + "-" + desk.letters().text(4));
        if (die.percent(10) && !unsoldIds.isEmpty()) {
            id = die.anyOf(unsoldIds);
        } else if (die.percent(10) && !sales.isEmpty()) {
            id = die.anyOf(sales).invoiceId().toLowerCase(Locale.ROOT);
        }
        return soldIds.contains(id) || !desk.letters().has(id) ? "INV-" + count + "-again" : id;
    }

    private Optional<String> event(Slot slot) {
        if (sheet.constants().containsKey(slot)) {
            return Optional.of(constantOr(slot, ""));
        }
        boolean given = sheet.has(slot) && die.percent(70);
        return given ? Optional.of(upTo(255, desk.letters().text(10))) : Optional.empty();
    }

    /** The text, or one of exactly so many characters, which is the most that is allowed. */
    private String upTo(int most, String text) {
        return die.percent(2) ? text + "x".repeat(most - text.length()) : text;
    }

    private String constantOr(Slot slot, String other) {
        return sheet.constants().getOrDefault(slot, other);
    }

    private Coin coin() {
        Optional<Coin> constant = Coin.ALL.stream()
                .filter(coin -> coin.name().equalsIgnoreCase(constantOr(Slot.CURRENCY, "")))
                .findFirst();
        if (sheet.has(Slot.CURRENCY)) {
            return constant.filter(coin -> die.percent(40)).orElseGet(() -> die.anyOf(sheet.coins()));
        }
        return constant.orElse(Coin.USD);
    }

    private BigInteger minorUnits() {
        int percent = die.below(100);
        if (percent < 2) {
            return Numerals.MOST;
        }
        return BigInteger.valueOf(
                percent < 80 ? die.between(1L, 200_000L) : die.between(1L, Numerals.MOST.longValue()));
    }

    /** As much as leaves a sale that needs nobody to decide. */
    private BigInteger back(BigInteger sold) {
        Refunding refunding = sheet.terms().refunding();
        BigInteger most = refunding == Refunding.NET ? Numerals.MOST.subtract(sold) : sold.subtract(BigInteger.ONE);
        boolean given = refunding != Refunding.REPORT && sheet.has(Slot.REFUNDED) && die.percent(50);
        return given && most.signum() > 0
                ? BigInteger.valueOf(die.between(1L, Math.min(most.longValueExact(), 200_000L)))
                : BigInteger.ZERO;
    }
}
