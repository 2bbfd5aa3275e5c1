package dev.dubimport.truth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws what a mapping says of rows beyond the fields of the contract, and the columns for it. */
final class TermsPlan {
    private static final List<String> TOTALS = List.of("Total", "Grand total", "Sum", "Umsatz:");

    private final Die die;
    private final ColumnsPlan columns;
    private final MappingText mapping;

    TermsPlan(Die die, ColumnsPlan columns, MappingText mapping) {
        this.die = die;
        this.columns = columns;
        this.mapping = mapping;
    }

    Sheet.Terms terms() {
        Sieve sieve = Sieve.NONE;
        if (die.percent(50)) {
            String name = die.percent(50) ? "Status" : columns.freshName("Status");
            columns.add(name, Slot.STATUS);
            sieve = Sieve.drawn(die, columns.reference(name));
            sieve.filter().forEach(rule -> mapping.put("filter", rule.name(), rule.condition()));
            sieve.require().forEach(rule -> mapping.put("require", rule.name(), rule.condition()));
        }
        Refunding refunding = die.percent(40) ? refunding() : Refunding.REPORT;
        return new Sheet.Terms(
                sieve,
                refunding,
                die.percent(50) ? Optional.of(calendar()) : Optional.empty(),
                die.percent(40) ? Optional.of(order()) : Optional.empty(),
                die.percent(40) ? totals() : List.of());
    }

    private Refunding refunding() {
        Refunding refunding = die.anyOf(List.of(Refunding.values()));
        if (refunding != Refunding.REPORT || die.percent(50)) {
            mapping.line("refunds: " + refunding.word());
        }
        String name = columns.freshName("Given back");
        if (refunding == Refunding.IGNORE && die.percent(20)) {
            mapping.line("refunded: No such column");
            return refunding;
        }
        columns.add(name, Slot.REFUNDED);
        mapping.lineOfNames("refunded", columns.alternatives(name));
        return refunding;
    }

    private Calendar calendar() {
        Calendar calendar = Calendar.drawn(die);
        String name = columns.freshName("Paid at");
        columns.add(name, Slot.DATE);
        if (calendar.order() == Calendar.Order.UNSAID
                && calendar.zone().isEmpty()
                && calendar.key().equals(Calendar.DEFAULT_KEY)) {
            mapping.lineOfNames("date", columns.alternatives(name));
            return calendar;
        }
        mapping.putNames("date", "column", columns.alternatives(name));
        if (calendar.order() != Calendar.Order.UNSAID) {
            mapping.put(
                    "date",
                    "order",
                    calendar.order().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        calendar.zone().ifPresent(zone -> mapping.put("date", "zone", zone.id()));
        if (!calendar.key().equals(Calendar.DEFAULT_KEY) || die.percent(20)) {
            mapping.put("date", "key", calendar.key());
        }
        return calendar;
    }

    /** The number of the order may be the invoice id. */
    private Slot order() {
        Optional<String> id = columns.nameOf(Slot.INVOICE_ID);
        if (id.isPresent() && die.percent(50)) {
            mapping.lineOfNames("order", columns.alternatives(id.get()));
            return Slot.INVOICE_ID;
        }
        String name = columns.freshName("Order");
        columns.add(name, Slot.ORDER);
        mapping.lineOfNames("order", columns.alternatives(name));
        return Slot.ORDER;
    }

    private List<String> totals() {
        List<String> totals = die.shuffled(TOTALS).subList(0, die.between(1, 3));
        mapping.lineOfNames("totals", totals);
        return totals;
    }
}
