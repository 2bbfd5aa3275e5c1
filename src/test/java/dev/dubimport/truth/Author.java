package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one file, row by row; of each it knows what it is, because it made it so. */
final class Author {
    static final List<String> PROCESSORS = List.of("stripe", "shopify", "polar", "paddle", "custom");

    private static final int MOST_ROWS = 40;

    private final Desk desk;
    private final Die die;
    private final Sheet sheet;
    private final Scribe scribe;
    private final Dealer dealer;
    private final Slips slips;
    private final Raw raw;
    private final List<Kind> kinds;
    private final List<TruthFile.WrittenRow> rows = new ArrayList<>();
    private boolean quoteIsOpen;

    /** Of the last row that has all its cells; empty where it has none. */
    private String orderAbove = "";

    private Author(Desk desk, List<Kind> kinds) {
        this.desk = desk;
        this.die = desk.die();
        this.sheet = desk.sheet();
        this.scribe = new Scribe(desk);
        this.dealer = new Dealer(desk);
        this.slips = new Slips(desk, dealer);
        this.raw = new Raw(desk, scribe);
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
        Title.write(desk, scribe);
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
        return new TruthFile(
                seed,
                style,
                sheet.mapping(),
                sheet.rates().map(Rates::text),
                sheet.columns().size(),
                scribe.text(),
                header,
                rows);
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
            case SALE -> addSale(dealer.sale());
            case REPEAT -> addRepeat(kind, dealer.earlier());
            case OTHER_CONTENT -> addRepeat(kind, dealer.earlier().map(Deal::withOtherContent));
            case MISTAKE ->
                addMistakes(kind, List.of(kind), sheet.terms().sieve().goodWord(die));
            case SEVERAL_MISTAKES -> addMistakes(kind, slips.several(), anyWordOfASale());
            case NOT_AS_REQUIRED ->
                addMistakes(kind, List.of(), die.anyOf(sheet.terms().sieve().refusedWords()));
            case NO_SALE_BY_A_RULE -> addFilteredByARule(kind);
            case NOTHING_PAID -> addUnpaid(kind);
            case ALL_GIVEN_BACK -> addAllGivenBack(kind);
            case ORDER_LINE -> addOrderLine(kind);
            case LOST_ORDER_LINE -> addLostOrderLine(kind);
            case NOT_CONVERTED ->
                dealer.notConvertible()
                        .ifPresentOrElse(deal -> addNotConverted(kind, deal), () -> addSale(dealer.sale()));
            case EMPTY_CELLS -> addRaw(kind, raw.emptyCells());
            case TOTAL_LINE -> addRaw(kind, raw.total());
            case LIKE_A_TOTAL -> addRaw(kind, raw.likeATotal());
            case TOO_FEW_CELLS -> addRaw(kind, raw.tooFewCells(dealer.any()));
            case TOO_MANY_CELLS -> addRaw(kind, raw.tooManyCells(dealer.any()));
            case TEXT_BEHIND_QUOTES -> addRaw(kind, raw.textBehindQuotes());
            case QUOTE_NEVER_CLOSED -> {
                if (last || raw.firstCellIsOurs()) {
                    addRaw(kind, raw.quoteNeverClosed());
                    quoteIsOpen = true;
                } else {
                    addSale(dealer.sale());
                }
            }
        }
    }

    /** With rates there may be no sale: then it is a row without a rate. */
    private void addSale(Deal deal) {
        addSale(deal, scribe.row(deal.cells(desk)));
    }

    private void addSale(Deal deal, String written) {
        if (deal.flaw(sheet).isPresent()) {
            addNotConverted(Kind.NOT_CONVERTED, deal, written);
            return;
        }
        dealer.sold(deal);
        addContent(Kind.SALE, deal, written);
    }

    /** One sale after another of the same invoice id. */
    private void addRepeat(Kind kind, Optional<Deal> repeat) {
        if (repeat.filter(deal -> deal.flaw(sheet).isEmpty()).isEmpty()) {
            addSale(dealer.sale());
            return;
        }
        addContent(kind, repeat.get(), scribe.row(repeat.get().cells(desk)));
    }

    private void addContent(Kind kind, Deal deal, String written) {
        orderAbove = orderOf(deal);
        Truth.Content content = deal.content(sheet);
        add(kind, written, kind.outcome(), kind.codes(), Optional.of(content.money()), Optional.of(content));
    }

    private void addNotConverted(Kind kind, Deal deal) {
        addNotConverted(kind, deal, scribe.row(deal.cells(desk)));
    }

    private void addNotConverted(Kind kind, Deal deal, String written) {
        orderAbove = orderOf(deal);
        dealer.notSold(deal);
        List<String> codes = List.of(deal.flaw(sheet).orElseThrow());
        add(kind, written, kind.outcome(), codes, Optional.of(deal.money()), Optional.empty());
    }

    private void addMistakes(Kind kind, List<Kind> mistakes, String status) {
        List<String> codes = new ArrayList<>(sheet.terms().sieve().broken(status));
        mistakes.forEach(mistake -> codes.addAll(mistake.codes()));
        addSpoiled(kind, slips.dealFor(mistakes).withStatus(status), mistakes, "invalid", codes);
    }

    /** However many mistakes there are in it. */
    private void addFilteredByARule(Kind kind) {
        String status = die.anyOf(sheet.terms().sieve().filteredWords());
        List<Kind> mistakes = die.percent(50) ? slips.several() : List.of();
        List<String> codes = sheet.terms().sieve().filtering(status).stream().toList();
        addSpoiled(kind, slips.dealFor(mistakes).withStatus(status), mistakes, kind.outcome(), codes);
    }

    private void addUnpaid(Kind kind) {
        List<Kind> mistakes = slips.someWithoutMoney();
        Deal deal = slips.dealFor(mistakes).withStatus(anyWordOfASale());
        boolean inAnyUnit = sheet.has(Slot.CURRENCY) && die.percent(30);
        addSpoiled(
                kind,
                deal.withMoney(BigInteger.ZERO, BigInteger.ZERO, inAnyUnit ? die.anyOf(Coin.DISPUTED) : deal.coin()),
                mistakes,
                kind.outcome(),
                kind.codes());
    }

    private void addAllGivenBack(Kind kind) {
        List<Kind> mistakes = slips.someWithoutMoney();
        Deal deal = slips.dealFor(mistakes).withStatus(anyWordOfASale());
        BigInteger paid = deal.paid(sheet);
        // With NET, nothing is left of what was sold.
        BigInteger left = sheet.terms().refunding() == Refunding.NET ? BigInteger.ZERO : paid;
        addSpoiled(
                kind,
                deal.withMoney(left, paid, deal.coin()),
                mistakes,
                kind.outcome(),
                kind.codes(),
                Optional.of(paid + " " + deal.coin()));
    }

    private void addSpoiled(Kind kind, Deal deal, List<Kind> mistakes, String outcome, List<String> codes) {
        Set<Slot> slots = Slips.slots(mistakes);
        boolean moneyIsKnown = Collections.disjoint(slots, Set.of(Slot.AMOUNT, Slot.CURRENCY));
        addSpoiled(kind, deal, mistakes, outcome, codes, moneyIsKnown ? Optional.of(deal.money()) : Optional.empty());
    }

    private void addSpoiled(
            Kind kind, Deal deal, List<Kind> mistakes, String outcome, List<String> codes, Optional<String> money) {
        List<String> cells = deal.cells(desk);
        mistakes.forEach(mistake -> cells.set(mistake.column(sheet).orElseThrow(), mistake.spoiled(desk, deal)));
        boolean idIsSpoiled = Slips.slots(mistakes).contains(Slot.INVOICE_ID);
        if (!idIsSpoiled) {
            dealer.notSold(deal);
        }
        boolean orderIsSpoiled = idIsSpoiled && sheet.terms().orderIn().equals(Optional.of(Slot.INVOICE_ID));
        orderAbove = orderIsSpoiled ? "" : orderOf(deal);
        add(kind, scribe.row(cells), outcome, codes, money, Optional.empty());
    }

    private String anyWordOfASale() {
        Sieve sieve = sheet.terms().sieve();
        return !sieve.refusedWords().isEmpty() && die.percent(30)
                ? die.anyOf(sieve.refusedWords())
                : sieve.goodWord(die);
    }

    private String orderOf(Deal deal) {
        return sheet.terms()
                .orderIn()
                .map(slot -> slot == Slot.ORDER ? deal.order() : deal.invoiceId())
                .orElse("");
    }

    private void addOrderLine(Kind kind) {
        if (orderAbove.isEmpty()) {
            addSale(dealer.sale());
            return;
        }
        Deal deal = dealer.any().withStatus(Sieve.anyWord(die));
        List<String> cells = withoutAmount(ofOrder(orderAbove, deal));
        cells.replaceAll(cell -> cell.isEmpty() || die.percent(80) ? cell : "");
        cells.set(sheet.indexOf(sheet.terms().orderIn().orElseThrow()).orElseThrow(), orderAbove);
        add(kind, scribe.row(cells), kind.outcome(), kind.codes(), Optional.empty(), Optional.empty());
    }

    /** The first line of its order is missing, or stands elsewhere. */
    private void addLostOrderLine(Kind kind) {
        Deal deal = dealer.any();
        String order = sheet.terms().orderIn().equals(Optional.of(Slot.ORDER))
                ? dealer.someOrder()
                : dealer.earlier().map(Deal::invoiceId).orElse(deal.invoiceId());
        if (order.equals(orderAbove)) {
            addSale(dealer.sale());
            return;
        }
        orderAbove = order;
        List<String> cells = withoutAmount(ofOrder(order, deal));
        String code = cells.get(sheet.indexOf(Slot.AMOUNT).orElseThrow()).isEmpty() ? "amount_missing" : "amount_blank";
        add(kind, scribe.row(cells), kind.outcome(), List.of(code), Optional.empty(), Optional.empty());
    }

    private Deal ofOrder(String order, Deal deal) {
        return sheet.terms().orderIn().equals(Optional.of(Slot.ORDER))
                ? deal.withOrder(order)
                : deal.withInvoiceId(order);
    }

    private List<String> withoutAmount(Deal deal) {
        List<String> cells = deal.cells(desk);
        cells.set(
                sheet.indexOf(Slot.AMOUNT).orElseThrow(),
                die.percent(80) ? "" : desk.letters().blank());
        return cells;
    }

    /** A row that has not one cell for each column, or nothing in them. */
    private void addRaw(Kind kind, String written) {
        add(kind, written, kind.outcome(), kind.codes(), Optional.empty(), Optional.empty());
    }

    /** The next quote in the file is one with text behind it, so that the open one cannot be taken for a long cell. */
    private void addSaleThatEndsTheQuote() {
        quoteIsOpen = false;
        Deal deal = dealer.sale();
        List<String> cells = deal.cells(desk);
        cells.set(0, sheet.columns().get(0).isUnused() ? "word" : deal.invoiceId());
        addSale(deal, scribe.rowWithQuotedStart(cells));
    }

    private void add(
            Kind kind,
            String written,
            String outcome,
            List<String> codes,
            Optional<String> money,
            Optional<Truth.Content> content) {
        Scribe.Place place = scribe.record(written);
        rows.add(new TruthFile.WrittenRow(kind, place, new Truth(place.line(), outcome, codes, money, content)));
    }
}
