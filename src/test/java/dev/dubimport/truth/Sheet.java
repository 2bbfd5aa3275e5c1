package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The columns of a file, and the mapping that it takes.
 *
 * @param constants texts of the mapping
 * @param mapping in YAML; empty where the columns have the contract's names
 */
record Sheet(List<Column> columns, Map<Slot, String> constants, Numerals numerals, Optional<String> mapping) {

    /**
     * A column.
     *
     * @param name as it stands in the header, with blanks around it
     * @param slot what it gives; empty for a single key of the metadata, and for columns that nothing uses
     * @param key of the metadata; empty for other columns
     */
    record Column(String name, Optional<Slot> slot, Optional<String> key) {
        boolean isUnused() {
            return slot.isEmpty() && key.isEmpty();
        }
    }

    private static final List<Slot> FIELDS = List.of(
            Slot.INVOICE_ID,
            Slot.EXTERNAL_ID,
            Slot.CURRENCY,
            Slot.AMOUNT,
            Slot.PROCESSOR,
            Slot.EVENT_NAME,
            Slot.LEAD_EVENT_NAME,
            Slot.METADATA);

    Optional<Integer> indexOf(Slot slot) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).slot().equals(Optional.of(slot))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    boolean has(Slot slot) {
        return indexOf(slot).isPresent();
    }

    List<String> keys() {
        return columns.stream().flatMap(column -> column.key().stream()).toList();
    }

    static Sheet drawn(Die die, Style style, Letters letters) {
        boolean mapped = style.encoding().isPresent() || die.percent(70);
        return new Plan(die, letters, mapped, mapped ? Numerals.drawn(die) : Numerals.MINOR).sheet(style);
    }

    /** Draws one sheet. */
    private static final class Plan {
        private final Die die;
        private final Letters letters;
        private final boolean mapped;
        private final Numerals numerals;
        private final List<Column> columns = new ArrayList<>();
        private final Map<Slot, String> constants = new EnumMap<>(Slot.class);
        private final Map<String, String> columnLines = new TreeMap<>();
        private final Map<String, String> metadataLines = new TreeMap<>();

        Plan(Die die, Letters letters, boolean mapped, Numerals numerals) {
            this.die = die;
            this.letters = letters;
            this.mapped = mapped;
            this.numerals = numerals;
        }

        Sheet sheet(Style style) {
            FIELDS.forEach(this::field);
            keys();
            for (int i = die.below(4); i > 0; i--) {
                String name = die.percent(50) ? "" : "note " + i + " " + letters.text(5);
                columns.add(unused(name));
            }
            return new Sheet(
                    die.shuffled(columns).stream().map(this::headed).toList(),
                    constants,
                    numerals,
                    mapped ? Optional.of(yaml(style)) : Optional.empty());
        }

        private void field(Slot slot) {
            if (mapped && die.percent(percentOfConstants(slot))) {
                constants.put(slot, constant(slot));
                if (slot != Slot.CURRENCY || die.percent(50)) {
                    decoy(slot);
                    return;
                }
                column(slot, true);
            } else if (die.percent(percentOfColumns(slot))) {
                column(slot, false);
            }
        }

        private void column(Slot slot, boolean mustBeMapped) {
            if (!mapped || (!mustBeMapped && die.percent(50))) {
                columns.add(new Column(slot.contractName(), Optional.of(slot), Optional.empty()));
                return;
            }
            String name = die.percent(30) ? slot.contractName() : "Column " + columns.size() + " " + letters.text(6);
            columns.add(new Column(name, Optional.of(slot), Optional.empty()));
            columnLines.put(slot.contractName(), name);
            if (!name.equals(slot.contractName())) {
                decoy(slot);
            }
        }

        /** A column of the contract's name, of which the mapping says that it is not meant. */
        private void decoy(Slot slot) {
            if (die.percent(30)) {
                columns.add(unused(slot.contractName()));
            }
        }

        private void keys() {
            for (int i = die.below(4); i > 0; i--) {
                String key = "k" + i + letters.text(3);
                String name = "metadata." + key;
                if (mapped && die.percent(50)) {
                    name = "Key " + i;
                    metadataLines.put(key, name);
                }
                columns.add(new Column(name, Optional.empty(), Optional.of(key)));
            }
        }

        private static Column unused(String name) {
            return new Column(name, Optional.empty(), Optional.empty());
        }

        /** The column as its header is written: in any case, with blanks around. */
        private Column headed(Column column) {
            boolean shouted = column.slot().isPresent() && isAscii(column.name()) && die.percent(30);
            String name = shouted ? column.name().toUpperCase(Locale.ROOT) : column.name();
            return new Column(letters.pad().replace("\ufeff", "") + name + letters.pad(), column.slot(), column.key());
        }

        private static boolean isAscii(String text) {
            return text.chars().allMatch(c -> c < 128);
        }

        private String constant(Slot slot) {
            return switch (slot) {
                case CURRENCY -> die.anyOf(Coin.ALL).typed(die);
                case PROCESSOR -> die.anyOf(Author.PROCESSORS);
                case EXTERNAL_ID, EVENT_NAME, LEAD_EVENT_NAME -> letters.text(10);
                case METADATA, INVOICE_ID, AMOUNT, METADATA_SIZE -> throw new IllegalArgumentException(slot.name());
            };
        }

        private static int percentOfConstants(Slot slot) {
            return switch (slot) {
                case EXTERNAL_ID -> 3;
                case CURRENCY -> 30;
                case PROCESSOR -> 40;
                case EVENT_NAME, LEAD_EVENT_NAME -> 15;
                case METADATA, INVOICE_ID, AMOUNT, METADATA_SIZE -> 0;
            };
        }

        private static int percentOfColumns(Slot slot) {
            return switch (slot) {
                case INVOICE_ID, EXTERNAL_ID, AMOUNT, PROCESSOR -> 100;
                case CURRENCY -> 70;
                case EVENT_NAME, LEAD_EVENT_NAME -> 40;
                case METADATA -> 40;
                case METADATA_SIZE -> 0;
            };
        }

        private String yaml(Style style) {
            List<String> lines = new ArrayList<>(numerals.yaml());
            style.encoding().ifPresent(encoding -> lines.add("encoding: " + encoding));
            Map<String, String> constantLines = new TreeMap<>();
            constants.forEach((slot, text) -> constantLines.put(slot.contractName(), text));
            section("columns", columnLines, lines);
            section("constants", constantLines, lines);
            section("metadata", metadataLines, lines);
            return String.join("\n", die.shuffled(lines)) + "\n";
        }

        private static void section(String name, Map<String, String> entries, List<String> lines) {
            if (entries.isEmpty()) {
                return;
            }
            StringBuilder section = new StringBuilder(name).append(':');
            entries.forEach((key, text) ->
                    section.append("\n  ").append(Json.quoted(key)).append(": ").append(Json.quoted(text)));
            lines.add(section.toString());
        }
    }
}
