package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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

    private final Die die;
    private final Letters letters;
    private final boolean mapped;
    private final Numerals numerals;
    private final ColumnsPlan columns;
    private final Map<Slot, String> constants = new EnumMap<>(Slot.class);
    private final MappingText mapping;

    SheetPlan(Die die, Letters letters, boolean mapped, Numerals numerals) {
        this.die = die;
        this.letters = letters;
        this.mapped = mapped;
        this.numerals = numerals;
        this.mapping = new MappingText(die);
        this.columns = new ColumnsPlan(die, letters);
    }

    Sheet sheet(Style style) {
        FIELDS.forEach(this::field);
        keys();
        for (int i = die.below(4); i > 0; i--) {
            columns.unused(die.percent(50) ? "" : "note " + i + " " + letters.text(5));
        }
        Sheet.Terms terms = mapped ? new TermsPlan(die, columns, mapping).terms() : Sheet.Terms.NONE;
        Optional<Rates> rates = terms.calendar().isPresent() && die.percent(50)
                ? Optional.of(Rates.drawn(die, constantCoin().filter(coin -> coin != Coin.USD)))
                : Optional.empty();
        numerals.yaml().forEach(mapping::line);
        style.encoding().ifPresent(encoding -> mapping.line("encoding: " + encoding));
        constants.forEach((slot, text) -> mapping.put("constants", slot.contractName(), text));
        return new Sheet(
                columns.headed(),
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
            columns.add(slot.contractName(), slot);
            return;
        }
        String name = die.percent(30) ? slot.contractName() : "Column " + columns.size() + " " + letters.text(6);
        columns.add(name, slot);
        List<String> all = new ArrayList<>(columns.alternatives(name));
        if (slot == Slot.INVOICE_ID) {
            // Of all that may stand above the header, that it has no invoice id tells it from the header.
            all.remove("");
        }
        mapping.putNames("columns", slot.contractName(), all);
        if (!name.equals(slot.contractName())) {
            decoy(slot);
        }
    }

    /** A column of the contract's name, of which the mapping says that it is not meant. */
    private void decoy(Slot slot) {
        if (die.percent(30)) {
            columns.unused(slot.contractName());
        }
    }

    private void idOfTwoColumns() {
        String head = columns.freshName("Shop");
        String tail = columns.freshName("Number");
        columns.add(head, Slot.ID_HEAD);
        columns.add(tail, Slot.ID_TAIL);
        mapping.put(
                "expressions", "invoiceId", "COLUMN(" + Json.quoted(head) + ") + \"-\" + " + columns.reference(tail));
        decoy(Slot.INVOICE_ID);
    }

    private void gateway() {
        String name = columns.freshName("Gateway");
        columns.add(name, Slot.GATEWAY);
        mapping.put(
                "expressions",
                "paymentProcessor",
                "IF(ONE_OF(" + columns.reference(name) + ", \"own\", \"\"), \"custom\", STR_LOWER("
                        + columns.reference(name) + "))");
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
                mapping.putNames("metadata", key, columns.alternatives(name));
            }
            columns.addKey(name, key);
        }
        if (pattern) {
            mapping.put("metadata", "*", "* (metadata)");
            columns.unused("(metadata)");
            columns.unused("shouted (METADATA)");
        }
        if (mapped && die.percent(10)) {
            mapping.putNames("metadata", "never", List.of("No such column", ""));
        }
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
