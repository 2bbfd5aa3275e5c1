package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Kinds of rows, each with what it must be found to be. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum Kind {
    SALE(Shape.SALE, 60, Truth.SALE, ""),
    DUPLICATE(Shape.REPEAT, 6, "duplicate", ""),
    CONFLICT(Shape.OTHER_CONTENT, 6, "conflict", "conflict_in_file"),

    NO_INVOICE_ID(
            Slot.INVOICE_ID,
            "missing",
            sheet -> sheet.indexOf(Slot.INVOICE_ID)
                    .or(() -> sheet.indexOf(Slot.ID_HEAD))
                    .or(() -> sheet.indexOf(Slot.ID_TAIL)),
            Mistakes::empty),
    BLANK_INVOICE_ID(Slot.INVOICE_ID, "blank", Mistakes::blank),
    LONG_INVOICE_ID(Slot.INVOICE_ID, "too_long", (desk, deal) -> "i".repeat(501)),
    CONTROL_IN_INVOICE_ID(Slot.INVOICE_ID, "control_character", Mistakes::withControl),
    APOSTROPHE_IN_INVOICE_ID(Slot.INVOICE_ID, "neutralised", Mistakes::neutralised),

    NO_EXTERNAL_ID(Slot.EXTERNAL_ID, "missing", Mistakes::empty),
    BLANK_EXTERNAL_ID(Slot.EXTERNAL_ID, "blank", Mistakes::blank),
    LONG_EXTERNAL_ID(Slot.EXTERNAL_ID, "too_long", (desk, deal) -> "e".repeat(101)),
    CONTROL_IN_EXTERNAL_ID(Slot.EXTERNAL_ID, "control_character", Mistakes::withControl),
    APOSTROPHE_IN_EXTERNAL_ID(Slot.EXTERNAL_ID, "neutralised", Mistakes::neutralised),

    NO_CURRENCY(
            Slot.CURRENCY,
            "missing",
            sheet -> sheet.constants().containsKey(Slot.CURRENCY) ? Optional.empty() : sheet.indexOf(Slot.CURRENCY),
            Mistakes::empty),
    BLANK_CURRENCY(Slot.CURRENCY, "blank", Mistakes::blank),
    UNKNOWN_CURRENCY(
            Slot.CURRENCY,
            "unknown",
            (desk, deal) -> Mistakes.oneOf(
                    desk, "dollars", "US", "U$D", "XXX", "XAU", "ZZZ", "€", "ＵＳＤ", "eur usd", "ſek", "840")),
    CONTROL_IN_CURRENCY(Slot.CURRENCY, "control_character", Mistakes::withControl),

    NO_AMOUNT(Slot.AMOUNT, "missing", Mistakes::empty),
    BLANK_AMOUNT(Slot.AMOUNT, "blank", Mistakes::blank),
    LONG_AMOUNT(Slot.AMOUNT, "too_long", (desk, deal) -> "0".repeat(39) + "12"),
    CONTROL_IN_AMOUNT(Slot.AMOUNT, "control_character", Mistakes::withControl),
    NO_NUMBER(Slot.AMOUNT, "not_a_number", Mistakes::noNumber),
    NEGATIVE_AMOUNT(Slot.AMOUNT, "negative", Mistakes::negative),
    LARGE_AMOUNT(
            Slot.AMOUNT,
            "too_large",
            (desk, deal) -> Mistakes.number(desk, deal, Numerals.MOST.add(Mistakes.excess(desk)))),
    FRACTION_OF_MINOR_UNITS(
            Slot.AMOUNT,
            "not_in_minor_units",
            sheet -> sheet.numerals().major() ? Optional.empty() : sheet.indexOf(Slot.AMOUNT),
            (desk, deal) ->
                    deal.minorUnits() + Mistakes.decimalMark(desk) + Mistakes.oneOf(desk, "5", "50", "00", "000001")),
    FINER_THAN_MINOR_UNITS(
            Slot.AMOUNT,
            "finer_than_minor_unit",
            sheet -> sheet.numerals().isExact() ? sheet.indexOf(Slot.AMOUNT) : Optional.empty(),
            Mistakes::fine),
    THOUSANDS_OR_NOT(
            Slot.AMOUNT,
            "ambiguous",
            sheet -> sheet.numerals().isExact()
                            && sheet.numerals().marks() == Numerals.Marks.PLAIN
                            && sheet.has(Slot.CURRENCY)
                    ? sheet.indexOf(Slot.AMOUNT)
                    : Optional.empty(),
            Mistakes::thousandsOrNot),
    OTHER_CURRENCY_IN_AMOUNT(
            Slot.AMOUNT,
            "other_currency",
            sheet -> sheet.numerals().marks() == Numerals.Marks.PLAIN ? Optional.empty() : sheet.indexOf(Slot.AMOUNT),
            Mistakes::inOtherCurrency),

    AMBIGUOUS_UNIT(
            Slot.AMOUNT,
            "ambiguous_unit",
            sheet -> sheet.numerals().major() || !sheet.has(Slot.CURRENCY)
                    ? Optional.empty()
                    : sheet.indexOf(Slot.AMOUNT),
            (desk, deal) -> Mistakes.number(desk, deal, deal.minorUnits())
                    + (desk.die().percent(20) ? Mistakes.decimalMark(desk) + "5" : "")),

    NO_NUMBER_GIVEN_BACK(Slot.REFUNDED, "not_a_number", Mistakes::noNumber),
    LONG_NUMBER_GIVEN_BACK(Slot.REFUNDED, "not_a_number", (desk, deal) -> "0".repeat(39) + "12"),
    NEGATIVE_GIVEN_BACK(Slot.REFUNDED, "negative", Mistakes::negative),
    LARGE_GIVEN_BACK(
            Slot.REFUNDED,
            "too_large",
            (desk, deal) -> Mistakes.number(desk, deal, Numerals.MOST.add(Mistakes.excess(desk)))),
    FINER_GIVEN_BACK(
            Slot.REFUNDED,
            "finer_than_minor_unit",
            sheet -> sheet.numerals().isExact() ? sheet.indexOf(Slot.REFUNDED) : Optional.empty(),
            Mistakes::fine),
    OTHER_CURRENCY_GIVEN_BACK(
            Slot.REFUNDED,
            "other_currency",
            sheet -> sheet.numerals().marks() == Numerals.Marks.PLAIN ? Optional.empty() : sheet.indexOf(Slot.REFUNDED),
            Mistakes::inOtherCurrency),
    MORE_GIVEN_BACK(
            Slot.REFUND_SIZE,
            "more_than_amount",
            sheet -> sheet.indexOf(Slot.REFUNDED),
            (desk, deal) -> Mistakes.number(
                    desk, deal, deal.minorUnits().add(Mistakes.excess(desk)).min(Numerals.MOST))),
    PART_GIVEN_BACK(
            Slot.REFUND_SIZE,
            "in_part",
            sheet -> sheet.terms().refunding() == Refunding.REPORT ? sheet.indexOf(Slot.REFUNDED) : Optional.empty(),
            (desk, deal) -> Mistakes.number(
                    desk,
                    deal,
                    BigInteger.valueOf(desk.die().between(1L, deal.minorUnits().longValueExact() - 1)))),

    NO_PROCESSOR(Slot.PROCESSOR, "missing", Mistakes::empty),
    BLANK_PROCESSOR(Slot.PROCESSOR, "blank", Mistakes::blank),
    UNKNOWN_PROCESSOR(
            Slot.PROCESSOR, "unknown", (desk, deal) -> Mistakes.oneOf(desk, "cash", "strip", "stripe,", "'stripe")),
    CONTROL_IN_PROCESSOR(Slot.PROCESSOR, "control_character", Mistakes::withControl),

    BLANK_EVENT(Slot.EVENT_NAME, "blank", Mistakes::blank),
    LONG_EVENT(Slot.EVENT_NAME, "too_long", (desk, deal) -> "n".repeat(256)),
    CONTROL_IN_EVENT(Slot.EVENT_NAME, "control_character", Mistakes::withControl),
    BLANK_LEAD_EVENT(Slot.LEAD_EVENT_NAME, "blank", Mistakes::blank),
    LONG_LEAD_EVENT(Slot.LEAD_EVENT_NAME, "too_long", (desk, deal) -> "n".repeat(256)),
    CONTROL_IN_LEAD_EVENT(Slot.LEAD_EVENT_NAME, "control_character", Mistakes::withControl),

    AMBIGUOUS_DATE(
            Slot.DATE,
            "ambiguous",
            sheet -> sheet.terms()
                    .calendar()
                    .filter(calendar -> calendar.order() == Calendar.Order.UNSAID)
                    .flatMap(calendar -> sheet.indexOf(Slot.DATE)),
            (desk, deal) -> Mistakes.oneOf(
                    desk, "05/04/2026", "4-5-2026", "13/04/2026", "12/31/2026 10:00", "1/1/2026T00:00:00Z")),
    NO_SUCH_DAY(Slot.DATE, "no_such_day", Mistakes::noSuchDay),
    SHORT_YEAR(
            Slot.DATE,
            "two_digit_year",
            (desk, deal) -> Mistakes.oneOf(
                    desk, "05.04.26", "5 Apr 26", "Apr 5, 26", "05/04/26", "26-04-05", "31.12.99 10:00")),
    YEAR_OUT_OF_RANGE(
            Slot.DATE,
            "year_out_of_range",
            (desk, deal) -> Mistakes.oneOf(
                    desk, "1989-12-31", "2101-01-01", "31.12.1989", "5 Apr 2101", "01/01/1989", "1000-01-01T10:00")),
    EPOCH(
            Slot.DATE,
            "epoch",
            (desk, deal) -> Mistakes.oneOf(desk, "1712345678", "1712345678123", "1712345678.5", "100000000")),
    NO_DATE(Slot.DATE, "not_a_date", Mistakes::noDate),
    NO_SUCH_TIME(Slot.DATE, "no_such_time", Mistakes::noSuchTime),
    LONG_DATE(Slot.DATE, "too_long", (desk, deal) -> "2026-04-05" + " UTC".repeat(13)),

    BLANK_JSON(Slot.METADATA, "blank", Mistakes::blank),
    NO_JSON(
            Slot.METADATA,
            "not_json",
            (desk, deal) -> Mistakes.oneOf(
                    desk,
                    "{",
                    "{'a':1}",
                    "{\"a\":1,}",
                    "{\"a\":01}",
                    "{\"a\":1} x",
                    "{\"a\":NaN}",
                    "\u00a0{}",
                    "{a:1}",
                    "nil")),
    NO_JSON_OBJECT(
            Slot.METADATA, "not_an_object", (desk, deal) -> Mistakes.oneOf(desk, "[]", "1", "\"a\"", "null", " true")),
    KEY_TWICE_IN_JSON(
            Slot.METADATA,
            "key_twice",
            (desk, deal) -> Mistakes.oneOf(desk, "{\"a\":1,\"a\":1}", "{\"b\":{\"a\":1,\"\\u0061\":2}}")),
    CONTROL_IN_JSON(
            Slot.METADATA,
            "control_character",
            (desk, deal) -> Mistakes.oneOf(desk, "{\"a\":\"\\u0007\"}", "{\"\\u0000\":1}", "{\"a\":[\"\\u0085\"]}")),
    HALF_A_CHARACTER_IN_JSON(
            Slot.METADATA,
            "lone_surrogate",
            (desk, deal) ->
                    Mistakes.oneOf(desk, "{\"a\":\"\\ud83d\"}", "{\"\\ude00\":1}", "{\"a\":\"\\ude00\\ud83d\"}")),
    DEEP_JSON(Slot.METADATA, "too_deep", (desk, deal) -> "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"),
    KEY_IN_JSON_AND_COLUMN(Slot.METADATA, "key_twice", Mistakes::keyTwice),
    CONTROL_IN_KEY(
            Slot.METADATA,
            "control_character",
            Mistakes::keyColumn,
            (desk, deal) -> Mistakes.oneOf(desk, "a\u0007", "\u001bb", "a\u0085b", "\u007f")),
    LONG_JSON(
            Slot.METADATA_SIZE,
            "too_long",
            sheet -> sheet.indexOf(Slot.METADATA),
            (desk, deal) -> "{\"z\": \"" + "m".repeat(9_993) + "\"}"),
    LONG_KEY(Slot.METADATA_SIZE, "too_long", Mistakes::keyColumn, (desk, deal) -> "m".repeat(9_994)),

    NOTHING_PAID(Shape.NOTHING_PAID, 4, Truth.FILTERED, "zero"),
    ALL_GIVEN_BACK(Shape.ALL_GIVEN_BACK, 6, Truth.FILTERED, "refunded_in_full", sheet -> sheet.indexOf(Slot.REFUNDED)),
    NO_SALE_BY_A_RULE(
            Shape.NO_SALE_BY_A_RULE,
            12,
            Truth.FILTERED,
            "",
            sheet -> Optional.of(0)
                    .filter(at -> !sheet.terms().sieve().filteredWords().isEmpty())),
    NOT_AS_REQUIRED(
            Shape.NOT_AS_REQUIRED,
            8,
            "invalid",
            "",
            sheet -> Optional.of(0)
                    .filter(at -> !sheet.terms().sieve().refusedWords().isEmpty())),
    ORDER_LINE(Shape.ORDER_LINE, 20, Truth.FILTERED, "order_line", Kind::ifItHasOrders),
    LOST_ORDER_LINE(Shape.LOST_ORDER_LINE, 4, "invalid", "amount_missing", Kind::ifItHasOrders),
    TOTAL_LINE(Shape.TOTAL_LINE, 6, Truth.FILTERED, "total_line", Kind::ifItHasTotals),
    LIKE_A_TOTAL(Shape.LIKE_A_TOTAL, 4, "invalid", "row_ragged", Kind::ifItHasTotals),
    NOT_CONVERTED(Shape.NOT_CONVERTED, 10, "invalid", "", sheet -> sheet.rates().map(rates -> 0)),

    SEVERAL_MISTAKES(Shape.SEVERAL_MISTAKES, 10, "invalid", ""),
    EMPTY_CELLS(Shape.EMPTY_CELLS, 3, Truth.FILTERED, "empty_row"),
    TOO_FEW_CELLS(Shape.TOO_FEW_CELLS, 4, "invalid", "row_ragged"),
    TOO_MANY_CELLS(Shape.TOO_MANY_CELLS, 4, "invalid", "row_ragged"),
    TEXT_BEHIND_QUOTES(Shape.TEXT_BEHIND_QUOTES, 4, "invalid", "row_malformed"),
    QUOTE_NEVER_CLOSED(Shape.QUOTE_NEVER_CLOSED, 4, "invalid", "row_malformed");

    /** What stands in the cell instead. */
    interface Spoiling {
        String of(Desk desk, Deal deal);
    }

    static final List<Kind> ALL = List.of(values());
    static final List<Kind> MISTAKES =
            ALL.stream().filter(kind -> kind.shape == Shape.MISTAKE).toList();

    private final Shape shape;
    private final int weight;
    private final String outcome;
    private final String code;
    private final Slot slot;
    private final Function<Sheet, Optional<Integer>> column;
    private final Spoiling spoiling;

    Kind(Shape shape, int weight, String outcome, String code) {
        this(shape, weight, outcome, code, sheet -> Optional.of(0));
    }

    /** @param column empty where a file has no such rows */
    Kind(Shape shape, int weight, String outcome, String code, Function<Sheet, Optional<Integer>> column) {
        this(shape, weight, outcome, code, Slot.METADATA_SIZE, column, Mistakes::empty);
    }

    Kind(Slot slot, String code, Spoiling spoiling) {
        this(slot, code, sheet -> sheet.indexOf(slot), spoiling);
    }

    Kind(Slot slot, String code, Function<Sheet, Optional<Integer>> column, Spoiling spoiling) {
        this(Shape.MISTAKE, 1, "invalid", slot.contractName() + "_" + code, slot, column, spoiling);
    }

    Kind(
            Shape shape,
            int weight,
            String outcome,
            String code,
            Slot slot,
            Function<Sheet, Optional<Integer>> column,
            Spoiling spoiling) {
        this.shape = shape;
        this.weight = weight;
        this.outcome = outcome;
        this.code = code;
        this.slot = slot;
        this.column = column;
        this.spoiling = spoiling;
    }

    Shape shape() {
        return shape;
    }

    String outcome() {
        return outcome;
    }

    List<String> codes() {
        return code.isEmpty() ? List.of() : List.of(code);
    }

    /** The field with the mistake. */
    Slot slot() {
        return slot;
    }

    /** The column in which the mistake can be made; empty where the file has none. */
    Optional<Integer> column(Sheet sheet) {
        return column.apply(sheet);
    }

    String spoiled(Desk desk, Deal deal) {
        return spoiling.of(desk, deal);
    }

    /** The kinds that a file can have, each as often as it should come up. */
    static List<Kind> bag(List<Kind> kinds, Sheet sheet) {
        return kinds.stream()
                .filter(kind -> kind.isPossible(sheet))
                .flatMap(kind -> Stream.generate(() -> kind).limit(kind.weight))
                .toList();
    }

    boolean isPossible(Sheet sheet) {
        return column(sheet).isPresent()
                && (this != KEY_IN_JSON_AND_COLUMN || !sheet.keys().isEmpty());
    }

    private static Optional<Integer> ifItHasTotals(Sheet sheet) {
        return sheet.terms().totals().isEmpty() ? Optional.empty() : Optional.of(0);
    }

    private static Optional<Integer> ifItHasOrders(Sheet sheet) {
        return sheet.terms().orderIn().map(slot -> 0);
    }
}
