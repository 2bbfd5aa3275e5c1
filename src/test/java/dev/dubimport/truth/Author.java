package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes one file, row by row; of each it knows what it is, because it made it so. */
final class Author {
    static final List<String> PROCESSORS = List.of("stripe", "shopify", "polar", "paddle", "custom");

    private static final int MOST_ROWS = 40;

    private final Desk desk;
    private final Die die;
    private final Sheet sheet;
    private final Scribe scribe;
    private final List<Kind> kinds;
    private final List<TruthFile.WrittenRow> rows = new ArrayList<>();
    private final List<Deal> sales = new ArrayList<>();
    private final List<String> unsoldIds = new ArrayList<>();
    private final Set<String> soldIds = new HashSet<>();
    private boolean quoteIsOpen;

    private Author(Desk desk, List<Kind> kinds) {
        this.desk = desk;
        this.die = desk.die();
        this.sheet = desk.sheet();
        this.scribe = new Scribe(desk);
        this.kinds = Kind.bag(kinds, sheet);
    }

    static TruthFile file(long seed) {
        return file(seed, Kind.ALL);
    }

    /** A file with rows of those kinds only. */
    static TruthFile file(long seed, List<Kind> kinds) {
        return new Author(Desk.of(seed), kinds).write(seed);
    }

    private TruthFile write(long seed) {
        Style style = desk.style();
        if (style.named()) {
            String name = (die.percent(50) ? "sep=" : "SEP=") + style.delimiter();
            scribe.line(die.percent(30) ? "\"" + name + "\"" : name);
        }
        if (style.gaps() && die.percent(30)) {
            scribe.line("");
        }
        int header = scribe.record(scribe.row(
                        sheet.columns().stream().map(Sheet.Column::name).toList()))
                .end();
        int count = die.percent(1) ? die.between(400, 1200) : die.below(MOST_ROWS);
        for (int i = 0; i < count; i++) {
            breakLines();
            addRow(i == count - 1);
        }
        if (style.ended()) {
            breakLines();
        }
        return new TruthFile(seed, style, sheet.mapping(), sheet.columns().size(), scribe.text(), header, rows);
    }

    private void breakLines() {
        scribe.breakLine();
        while (desk.style().gaps() && die.percent(20)) {
            scribe.line(desk.letters().blankLine());
        }
    }

    private void addRow(boolean last) {
        if (quoteIsOpen) {
            addSaleThatEndsTheQuote();
            return;
        }
        Kind kind = die.anyOf(kinds);
        switch (kind.shape()) {
            case SALE -> addSale(freshDeal());
            case REPEAT -> earlier().ifPresentOrElse(deal -> addRepeat(kind, deal), () -> addSale(freshDeal()));
            case OTHER_CONTENT ->
                earlier().ifPresentOrElse(deal -> addRepeat(kind, deal.withOtherContent()), () -> addSale(freshDeal()));
            case MISTAKE -> addMistakes(kind, List.of(kind));
            case SEVERAL_MISTAKES -> addMistakes(kind, severalMistakes());
            case EMPTY_CELLS -> addEmptyCells(kind);
            case TOO_FEW_CELLS -> addTooFewCells(kind);
            case TOO_MANY_CELLS -> addTooManyCells(kind);
            case TEXT_BEHIND_QUOTES -> addTextBehindQuotes(kind);
            case QUOTE_NEVER_CLOSED -> {
                if (last || firstCellIsOurs()) {
                    addQuoteNeverClosed(kind);
                } else {
                    addSale(freshDeal());
                }
            }
        }
    }

    private void addSale(Deal deal) {
        addSale(deal, scribe.row(deal.cells(desk)));
    }

    private void addSale(Deal deal, String written) {
        sales.add(deal);
        soldIds.add(deal.invoiceId());
        add(Kind.SALE, written, List.of(), Optional.of(deal.money()), Optional.of(deal.content()));
    }

    private void addRepeat(Kind kind, Deal deal) {
        String written = scribe.row(deal.cells(desk));
        add(kind, written, kind.codes(), Optional.of(deal.money()), Optional.of(deal.content()));
    }

    private void addMistakes(Kind kind, List<Kind> mistakes) {
        Deal deal = freshDeal();
        if (mistakes.contains(Kind.KEY_IN_JSON_AND_COLUMN)) {
            sheet.keys().forEach(key -> deal.keys().put(key, desk.letters().text(3)));
        }
        List<String> cells = deal.cells(desk);
        mistakes.forEach(mistake -> cells.set(mistake.column(sheet).orElseThrow(), mistake.spoiled(desk, deal)));
        Set<Slot> slots = new TreeSet<>();
        List<String> codes = new ArrayList<>();
        mistakes.forEach(mistake -> {
            slots.add(mistake.slot());
            codes.addAll(mistake.codes());
        });
        boolean moneyIsKnown = Collections.disjoint(slots, Set.of(Slot.AMOUNT, Slot.CURRENCY));
        if (!slots.contains(Slot.INVOICE_ID)) {
            unsoldIds.add(deal.invoiceId());
        }
        add(
                kind,
                scribe.row(cells),
                codes,
                moneyIsKnown ? Optional.of(deal.money()) : Optional.empty(),
                Optional.empty());
    }

    /** Each in a field of its own, in the order in which the row hears of them. */
    private List<Kind> severalMistakes() {
        List<Kind> mistakes = new ArrayList<>();
        for (Kind mistake : die.shuffled(Kind.MISTAKES).subList(0, 8)) {
            if (mistake.isPossible(sheet)
                    && mistakes.stream().noneMatch(other -> clash(mistake.slot(), other.slot()))) {
                mistakes.add(mistake);
            }
        }
        mistakes.sort((one, other) -> one.slot().compareTo(other.slot()));
        return mistakes.isEmpty() ? List.of(Kind.NO_INVOICE_ID) : mistakes;
    }

    /** What is wrong with an amount may depend on its currency, and the size of metadata on what can be read of it. */
    private static boolean clash(Slot one, Slot other) {
        Set<Slot> money = Set.of(Slot.CURRENCY, Slot.AMOUNT);
        Set<Slot> metadata = Set.of(Slot.METADATA, Slot.METADATA_SIZE);
        return one == other || money.containsAll(List.of(one, other)) || metadata.containsAll(List.of(one, other));
    }

    private void addEmptyCells(Kind kind) {
        List<String> codes = new ArrayList<>();
        for (Kind missing :
                List.of(Kind.NO_INVOICE_ID, Kind.NO_EXTERNAL_ID, Kind.NO_CURRENCY, Kind.NO_AMOUNT, Kind.NO_PROCESSOR)) {
            if (missing.isPossible(sheet)) {
                codes.addAll(missing.codes());
            }
        }
        add(kind, scribe.row(Collections.nCopies(width(), "")), codes, Optional.empty(), Optional.empty());
    }

    private void addTooFewCells(Kind kind) {
        List<String> cells = freshDeal().cells(desk).subList(0, die.between(1, width() - 1));
        if (cells.size() == 1) {
            // A row of one blank cell would be a blank line.
            cells.set(0, desk.letters().text(5));
        }
        add(kind, scribe.row(cells), kind.codes(), Optional.empty(), Optional.empty());
    }

    private void addTooManyCells(Kind kind) {
        List<String> cells = freshDeal().cells(desk);
        for (int i = die.between(1, 3); i > 0; i--) {
            cells.add(die.percent(50) ? "" : desk.letters().text(5));
        }
        add(kind, scribe.row(cells), kind.codes(), Optional.empty(), Optional.empty());
    }

    private void addTextBehindQuotes(Kind kind) {
        String broken = die.anyOf(List.of("\"w\"x", "\"w\" x", "\"\"x", "\"w\"\"\"x\"", "\"\"\"\"x"));
        add(kind, rowOfWordsWith(broken), kind.codes(), Optional.empty(), Optional.empty());
    }

    private void addQuoteNeverClosed(Kind kind) {
        add(kind, rowOfWordsWith("\"w"), kind.codes(), Optional.empty(), Optional.empty());
        quoteIsOpen = true;
    }

    /** The next quote in the file is one with text behind it, so that the open one cannot be taken for a long cell. */
    private void addSaleThatEndsTheQuote() {
        quoteIsOpen = false;
        Deal deal = freshDeal();
        List<String> cells = deal.cells(desk);
        cells.set(0, firstCell(deal));
        addSale(deal, scribe.rowWithQuotedStart(cells));
    }

    private boolean firstCellIsOurs() {
        Sheet.Column first = sheet.columns().get(0);
        return first.isUnused() || first.slot().equals(Optional.of(Slot.INVOICE_ID));
    }

    private String firstCell(Deal deal) {
        return sheet.columns().get(0).isUnused() ? "word" : deal.invoiceId();
    }

    private String rowOfWordsWith(String broken) {
        List<String> cells = new ArrayList<>();
        int count = die.percent(80) ? width() : die.between(1, width());
        int at = die.below(count);
        for (int i = 0; i < count; i++) {
            cells.add(i == at ? broken : "w" + i);
        }
        return String.join(Character.toString(desk.style().delimiter()), cells);
    }

    private void add(
            Kind kind, String written, List<String> codes, Optional<String> money, Optional<Truth.Content> content) {
        Scribe.Place place = scribe.record(written);
        rows.add(new TruthFile.WrittenRow(kind, place, new Truth(place.line(), kind.outcome(), codes, money, content)));
    }

    private int width() {
        return sheet.columns().size();
    }

    private Optional<Deal> earlier() {
        return sales.isEmpty() ? Optional.empty() : Optional.of(die.anyOf(sales));
    }

    private Deal freshDeal() {
        Letters letters = desk.letters();
        SortedMap<String, String> keys = new TreeMap<>();
        sheet.keys().stream().filter(key -> die.percent(70)).forEach(key -> keys.put(key, letters.prose(10)));
        return new Deal(
                freshId(),
                constantOr(Slot.EXTERNAL_ID, upTo(100, "cus_" + letters.text(8))),
                minorUnits(),
                coin(),
                constantOr(Slot.PROCESSOR, die.anyOf(PROCESSORS)).toLowerCase(Locale.ROOT),
                event(Slot.EVENT_NAME),
                event(Slot.LEAD_EVENT_NAME),
                sheet.has(Slot.METADATA) && die.percent(70) ? Json.anyMembers(die, letters, "j", 3) : new TreeMap<>(),
                keys);
    }

    /** Now and then that of a row that is no sale, or that of a sale in lower case: neither makes it a repeat. */
    private String freshId() {
        String id = upTo(500, "INV-" + rows.size() + "-" + desk.letters().text(4));
        if (die.percent(10) && !unsoldIds.isEmpty()) {
            id = die.anyOf(unsoldIds);
        } else if (die.percent(10) && !sales.isEmpty()) {
            id = die.anyOf(sales).invoiceId().toLowerCase(Locale.ROOT);
        }
        return soldIds.contains(id) || !desk.letters().has(id) ? "INV-" + rows.size() + "-again" : id;
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
            return constant.filter(coin -> die.percent(40)).orElseGet(() -> die.anyOf(Coin.ALL));
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
}
