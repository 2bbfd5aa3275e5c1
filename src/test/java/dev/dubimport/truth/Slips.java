package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws the mistakes of a row, and the deal in which they are made. */
final class Slips {
    private static final Set<Slot> MONEY = EnumSet.of(Slot.CURRENCY, Slot.AMOUNT, Slot.REFUNDED, Slot.REFUND_SIZE);
    private static final Set<Slot> ALL_METADATA = EnumSet.of(Slot.METADATA, Slot.METADATA_SIZE);

    private final Desk desk;
    private final Die die;
    private final Sheet sheet;
    private final Dealer dealer;

    Slips(Desk desk, Dealer dealer) {
        this.desk = desk;
        this.die = desk.die();
        this.sheet = desk.sheet();
        this.dealer = dealer;
    }

    /** A deal in which those mistakes can be made. */
    Deal dealFor(List<Kind> mistakes) {
        Deal deal = dealer.any();
        if (mistakes.contains(Kind.KEY_IN_JSON_AND_COLUMN)) {
            sheet.keys().forEach(key -> deal.keys().put(key, desk.letters().text(3)));
        }
        boolean bare = mistakes.contains(Kind.NO_AMOUNT) || mistakes.contains(Kind.BLANK_AMOUNT);
        Deal own = bare ? deal.withOrder("").withInvoiceId(dealer.unusedId()) : deal;
        Set<Slot> slots = slots(mistakes);
        if (mistakes.contains(Kind.AMBIGUOUS_UNIT)) {
            return own.withMoney(own.minorUnits(), BigInteger.ZERO, die.anyOf(Coin.DISPUTED));
        }
        if (mistakes.contains(Kind.THOUSANDS_OR_NOT)) {
            return own.withMoney(own.minorUnits(), BigInteger.ZERO, die.anyOf(Coin.WITHOUT_THOUSANDTHS));
        }
        if (slots.contains(Slot.REFUND_SIZE)) {
            return own.withMoney(BigInteger.valueOf(die.between(2, 200_000)), BigInteger.ZERO, own.coin());
        }
        return slots.contains(Slot.REFUNDED) ? own.withMoney(own.minorUnits(), BigInteger.ZERO, own.coin()) : own;
    }

    /** Each in a field of its own, in the order in which the row hears of them; at least one. */
    List<Kind> several() {
        List<Kind> mistakes = new ArrayList<>();
        for (Kind mistake : die.shuffled(Kind.MISTAKES).subList(0, 12)) {
            if (mistake.isPossible(sheet)
                    && mistakes.stream().noneMatch(other -> clash(mistake.slot(), other.slot()))) {
                mistakes.add(mistake);
            }
        }
        mistakes.sort((one, other) -> one.slot().compareTo(other.slot()));
        return mistakes.isEmpty() ? List.of(Kind.NO_AMOUNT) : mistakes;
    }

    List<Kind> someWithoutMoney() {
        return die.percent(50)
                ? several().stream()
                        .filter(mistake -> !MONEY.contains(mistake.slot()))
                        .toList()
                : List.of();
    }

    /**
     * What is wrong with money may depend on its currency, and the size of metadata on what can be read of it. A row without an
     * amount is a further line of the order above, if a spoiled invoice id that is its order's number stands above as well.
     */
    private boolean clash(Slot one, Slot other) {
        List<Slot> both = List.of(one, other);
        boolean mayBeAnOrderLine = sheet.terms().orderIn().equals(Optional.of(Slot.INVOICE_ID))
                && both.containsAll(List.of(Slot.INVOICE_ID, Slot.AMOUNT));
        return one == other || mayBeAnOrderLine || MONEY.containsAll(both) || ALL_METADATA.containsAll(both);
    }

    static Set<Slot> slots(List<Kind> mistakes) {
        return mistakes.stream().map(Kind::slot).collect(Collectors.toCollection(TreeSet::new));
    }
}
