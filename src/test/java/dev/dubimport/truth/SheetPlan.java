package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Draws the columns of one file, and what its mapping says of them. */
final class SheetPlan {
    private static final List<Slot> FIELDS = List.of(
            Slot.INVOICE_ID,
            Slot.EXTERNAL_ID,
            Slot.CURRENCY,
            Slot.AMOUNT,
            Slot.PROCESSOR,
            Slot.EVENT_NAME,
            Slot.LEAD_EVENT_NAME,
            Slot.METADATA);

    private static final List<String> TOTALS = List.of("Total", "Grand total", "Sum", "Umsatz:");

    private final Die die;
    private final Letters letters;
    private final boolean mapped;
    private final Numerals numerals;
    private final List<Sheet.Column> columns = new ArrayList<>();
    private final Map<Slot, String> constants = new EnumMap<>(Slot.class);
    private final MappingText mapping;
    private int names;

    SheetPlan(Die die, Letters letters, boolean mapped, Numerals numerals) {
        this.die = die;
        this.letters = letters;
        this.mapped = mapped;
        this.numerals = numerals;
        this.mapping = new MappingText(die);
    }

    Sheet sheet(Style style) {
        FIELDS.forEach(this::field);
        keys();
        for (int i = die.below(4); i > 0; i--) {
            unused(die.percent(50) ? "" : "note " + i + " " + letters.text(5));
        }
        Sheet.Terms terms = mapped ? terms() : Sheet.Terms.NONE;
        Optional<Rates> rates = terms.calendar().isPresent() && die.percent(50)
                ? Optional.of(Rates.drawn(die, constantCoin().filter(coin -> coin != Coin.USD)))
                : Optional.empty();
        numerals.yaml().forEach(mapping::line);
        style.encoding().ifPresent(encoding -> mapping.line("encoding: " + encoding));
        constants.forEach((slot, text) -> mapping.put("constants", slot.contractName(), text));
        return new Sheet(
                die.shuffled(columns).stream().map(this::headed).toList(),
                constants,
                numerals,
                terms,
                rates,
                mapped ? Optional.of(mapping.yaml()) : Optional.empty());
    }

    private void field(Slot slot) {
        if (mapped && slot == Slot.INVOICE_ID && die.percent(10)) {
            idOfTwoColumns();
        } else if (mapped && slot == Slot.PROCESSOR && die.percent(10)) {
            gateway();
        } else if (mapped && die.percent(percentOfConstants(slot))) {
            constants.put(slot, constant(slot));
            if (slot != Slot.CURRENCY || die.percent(50)) {
                decoy(slot);
                return;
            }
            column(slot, true);
        } else if (die.percent(percentOfColumns(slot))) {
            column(slot, false);
        } else if (mapped && percentOfColumns(slot) < 100 && die.percent(30)) {
            mapping.putNames("columns", slot.contractName(), List.of("No such column", "None", ""));
            decoy(slot);
        }
    }

    private void column(Slot slot, boolean mustBeMapped) {
        if (!mapped || (!mustBeMapped && die.percent(50))) {
            add(slot.contractName(), slot);
            return;
        }
        String name = die.percent(30) ? slot.contractName() : "Column " + columns.size() + " " + letters.text(6);
        add(name, slot);
        List<String> all = new ArrayList<>(alternatives(name));
        if (slot == Slot.INVOICE_ID) {
            // Of all that may stand above the header, that it has no invoice id tells it from the header.
            all.remove("");
        }
        mapping.putNames("columns", slot.contractName(), all);
        if (!name.equals(slot.contractName())) {
            decoy(slot);
        }
    }

    /** The name with others that the file does not have before it, and any behind it: the first that it has is meant. */
    private List<String> alternatives(String name) {
        List<String> all = new ArrayList<>();
        if (die.percent(20)) {
            all.add("No such column");
        }
        all.add(name);
        if (die.percent(20)) {
            String other = freshName("Also");
            if (die.percent(70)) {
                unused(other);
            }
            all.add(other);
        }
        if (die.percent(15)) {
            all.add("");
        }
        return all;
    }

    /** A column of the contract's name, of which the mapping says that it is not meant. */
    private void decoy(Slot slot) {
        if (die.percent(30)) {
            unused(slot.contractName());
        }
    }

    private void idOfTwoColumns() {
        String head = freshName("Shop");
        String tail = freshName("Number");
        add(head, Slot.ID_HEAD);
        add(tail, Slot.ID_TAIL);
        mapping.put("expressions", "invoiceId", "COLUMN(" + Json.quoted(head) + ") + \"-\" + " + reference(tail));
        decoy(Slot.INVOICE_ID);
    }

    private void gateway() {
        String name = freshName("Gateway");
        add(name, Slot.GATEWAY);
        mapping.put(
                "expressions",
                "paymentProcessor",
                "IF(ONE_OF(" + reference(name) + ", \"own\", \"\"), \"custom\", STR_LOWER(" + reference(name) + "))");
        decoy(Slot.PROCESSOR);
    }

    private void keys() {
        boolean pattern = mapped && die.percent(20);
        for (int i = die.below(4); i > 0; i--) {
            String key = "k" + i + letters.text(3);
            String name = "metadata." + key;
            if (pattern && die.percent(60)) {
                name = key + " (metadata)";
            } else if (mapped && die.percent(50)) {
                name = "Key " + i;
                mapping.putNames("metadata", key, alternatives(name));
            }
            columns.add(new Sheet.Column(name, Optional.empty(), Optional.of(key)));
        }
        if (pattern) {
            mapping.put("metadata", "*", "* (metadata)");
            unused("(metadata)");
            unused("shouted (METADATA)");
        }
        if (mapped && die.percent(10)) {
            mapping.putNames("metadata", "never", List.of("No such column", ""));
        }
    }

    private Sheet.Terms terms() {
        Sieve sieve = Sieve.NONE;
        if (die.percent(50)) {
            String name = die.percent(50) ? "Status" : freshName("Status");
            add(name, Slot.STATUS);
            sieve = Sieve.drawn(die, reference(name));
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
        String name = freshName("Given back");
        if (refunding == Refunding.IGNORE && die.percent(20)) {
            mapping.line("refunded: No such column");
            return refunding;
        }
        add(name, Slot.REFUNDED);
        mapping.lineOfNames("refunded", alternatives(name));
        return refunding;
    }

    private Calendar calendar() {
        Calendar calendar = Calendar.drawn(die);
        String name = freshName("Paid at");
        add(name, Slot.DATE);
        if (calendar.order() == Calendar.Order.UNSAID
                && calendar.zone().isEmpty()
                && calendar.key().equals(Calendar.DEFAULT_KEY)) {
            mapping.lineOfNames("date", alternatives(name));
            return calendar;
        }
        mapping.putNames("date", "column", alternatives(name));
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
        Optional<Sheet.Column> id = columns.stream()
                .filter(column -> column.slot().equals(Optional.of(Slot.INVOICE_ID)))
                .findFirst();
        if (id.isPresent() && die.percent(50)) {
            mapping.lineOfNames("order", alternatives(id.get().name()));
            return Slot.INVOICE_ID;
        }
        String name = freshName("Order");
        add(name, Slot.ORDER);
        mapping.lineOfNames("order", alternatives(name));
        return Slot.ORDER;
    }

    private List<String> totals() {
        List<String> totals = die.shuffled(TOTALS).subList(0, die.between(1, 3));
        mapping.lineOfNames("totals", totals);
        return totals;
    }

    /** A column in an expression: by its name alone where that is one word. */
    private String reference(String name) {
        String quoted = Json.quoted(name);
        List<String> references = new ArrayList<>(List.of(
                "COLUMN(" + quoted + ")", "COLUMN(\"No such column\", " + quoted + ")", "OPTIONAL(" + quoted + ")"));
        if (!name.contains(" ")) {
            references.add(name);
        }
        return die.anyOf(references);
    }

    private String freshName(String word) {
        names++;
        return word + " " + names;
    }

    private void add(String name, Slot slot) {
        columns.add(new Sheet.Column(name, Optional.of(slot), Optional.empty()));
    }

    private void unused(String name) {
        columns.add(new Sheet.Column(name, Optional.empty(), Optional.empty()));
    }

    /** The column as its header is written: in any case, with blanks around. */
    private Sheet.Column headed(Sheet.Column column) {
        boolean shouted = column.slot().isPresent() && isAscii(column.name()) && die.percent(30);
        String name = shouted ? column.name().toUpperCase(Locale.ROOT) : column.name();
        return new Sheet.Column(
                letters.pad().replace("\ufeff", "") + name + letters.pad(), column.slot(), column.key());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private Optional<Coin> constantCoin() {
        return Coin.ALL.stream()
                .filter(coin -> coin.name().equalsIgnoreCase(constants.getOrDefault(Slot.CURRENCY, "")))
                .findFirst();
    }

    private String constant(Slot slot) {
        if (slot == Slot.CURRENCY) {
            return die.anyOf(numerals.major() ? Coin.ALL : Coin.UNDISPUTED).typed(die);
        }
        return slot == Slot.PROCESSOR ? die.anyOf(Author.PROCESSORS) : letters.text(10);
    }

    private static int percentOfConstants(Slot slot) {
        return switch (slot) {
            case EXTERNAL_ID -> 3;
            case CURRENCY -> 30;
            case PROCESSOR -> 40;
            case EVENT_NAME, LEAD_EVENT_NAME -> 15;
            default -> 0;
        };
    }

    private static int percentOfColumns(Slot slot) {
        return switch (slot) {
            case INVOICE_ID, EXTERNAL_ID, AMOUNT, PROCESSOR -> 100;
            case CURRENCY -> 70;
            case EVENT_NAME, LEAD_EVENT_NAME, METADATA -> 40;
            default -> 0;
        };
    }
}
