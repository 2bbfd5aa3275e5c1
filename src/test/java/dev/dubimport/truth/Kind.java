package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Kinds of rows, each with what it must be found to be. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum Kind {
    SALE(Shape.SALE, 60, Truth.SALE, ""),
    DUPLICATE(Shape.REPEAT, 6, "duplicate", ""),
    CONFLICT(Shape.OTHER_CONTENT, 6, "conflict", "conflict_in_file"),

    NO_INVOICE_ID(Slot.INVOICE_ID, "missing", Kind::empty),
    BLANK_INVOICE_ID(Slot.INVOICE_ID, "blank", Kind::blank),
    LONG_INVOICE_ID(Slot.INVOICE_ID, "too_long", (desk, deal) -> "i".repeat(501)),
    CONTROL_IN_INVOICE_ID(Slot.INVOICE_ID, "control_character", Kind::withControl),
    APOSTROPHE_IN_INVOICE_ID(Slot.INVOICE_ID, "neutralised", Kind::neutralised),

    NO_EXTERNAL_ID(Slot.EXTERNAL_ID, "missing", Kind::empty),
    BLANK_EXTERNAL_ID(Slot.EXTERNAL_ID, "blank", Kind::blank),
    LONG_EXTERNAL_ID(Slot.EXTERNAL_ID, "too_long", (desk, deal) -> "e".repeat(101)),
    CONTROL_IN_EXTERNAL_ID(Slot.EXTERNAL_ID, "control_character", Kind::withControl),
    APOSTROPHE_IN_EXTERNAL_ID(Slot.EXTERNAL_ID, "neutralised", Kind::neutralised),

    NO_CURRENCY(
            Slot.CURRENCY,
            "missing",
            sheet -> sheet.constants().containsKey(Slot.CURRENCY) ? Optional.empty() : sheet.indexOf(Slot.CURRENCY),
            Kind::empty),
    BLANK_CURRENCY(Slot.CURRENCY, "blank", Kind::blank),
    UNKNOWN_CURRENCY(
            Slot.CURRENCY,
            "unknown",
            (desk, deal) ->
                    oneOf(desk, "dollars", "US", "U$D", "XXX", "XAU", "ZZZ", "€", "ＵＳＤ", "eur usd", "ſek", "840")),
    CONTROL_IN_CURRENCY(Slot.CURRENCY, "control_character", Kind::withControl),

    NO_AMOUNT(Slot.AMOUNT, "missing", Kind::empty),
    BLANK_AMOUNT(Slot.AMOUNT, "blank", Kind::blank),
    LONG_AMOUNT(Slot.AMOUNT, "too_long", (desk, deal) -> "0".repeat(39) + "12"),
    CONTROL_IN_AMOUNT(Slot.AMOUNT, "control_character", Kind::withControl),
    NO_NUMBER(Slot.AMOUNT, "not_a_number", Kind::noNumber),
    NEGATIVE_AMOUNT(Slot.AMOUNT, "negative", Kind::negative),
    LARGE_AMOUNT(Slot.AMOUNT, "too_large", (desk, deal) -> number(desk, deal, Numerals.MOST.add(excess(desk)))),
    FRACTION_OF_MINOR_UNITS(
            Slot.AMOUNT,
            "not_in_minor_units",
            sheet -> sheet.numerals().major() ? Optional.empty() : sheet.indexOf(Slot.AMOUNT),
            (desk, deal) -> deal.minorUnits() + decimalMark(desk) + oneOf(desk, "5", "50", "00", "000001")),
    FINER_THAN_MINOR_UNITS(
            Slot.AMOUNT,
            "finer_than_minor_unit",
            sheet -> sheet.numerals().major() && sheet.numerals().rounding().isEmpty()
                    ? sheet.indexOf(Slot.AMOUNT)
                    : Optional.empty(),
            (desk, deal) -> desk.numerals()
                    .fine(deal.minorUnits(), desk.die().between(1, 999), deal.coin(), desk.die(), desk.letters())),
    OTHER_CURRENCY_IN_AMOUNT(
            Slot.AMOUNT,
            "other_currency",
            sheet -> sheet.numerals().marks() == Numerals.Marks.PLAIN ? Optional.empty() : sheet.indexOf(Slot.AMOUNT),
            Kind::inOtherCurrency),

    NO_PROCESSOR(Slot.PROCESSOR, "missing", Kind::empty),
    BLANK_PROCESSOR(Slot.PROCESSOR, "blank", Kind::blank),
    UNKNOWN_PROCESSOR(Slot.PROCESSOR, "unknown", (desk, deal) -> oneOf(desk, "cash", "strip", "stripe,", "'stripe")),
    CONTROL_IN_PROCESSOR(Slot.PROCESSOR, "control_character", Kind::withControl),

    BLANK_EVENT(Slot.EVENT_NAME, "blank", Kind::blank),
    LONG_EVENT(Slot.EVENT_NAME, "too_long", (desk, deal) -> "n".repeat(256)),
    CONTROL_IN_EVENT(Slot.EVENT_NAME, "control_character", Kind::withControl),
    BLANK_LEAD_EVENT(Slot.LEAD_EVENT_NAME, "blank", Kind::blank),
    LONG_LEAD_EVENT(Slot.LEAD_EVENT_NAME, "too_long", (desk, deal) -> "n".repeat(256)),
    CONTROL_IN_LEAD_EVENT(Slot.LEAD_EVENT_NAME, "control_character", Kind::withControl),

    BLANK_JSON(Slot.METADATA, "blank", Kind::blank),
    NO_JSON(
            Slot.METADATA,
            "not_json",
            (desk, deal) -> oneOf(
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
    NO_JSON_OBJECT(Slot.METADATA, "not_an_object", (desk, deal) -> oneOf(desk, "[]", "1", "\"a\"", "null", " true")),
    KEY_TWICE_IN_JSON(
            Slot.METADATA,
            "key_twice",
            (desk, deal) -> oneOf(desk, "{\"a\":1,\"a\":1}", "{\"b\":{\"a\":1,\"\\u0061\":2}}")),
    CONTROL_IN_JSON(
            Slot.METADATA,
            "control_character",
            (desk, deal) -> oneOf(desk, "{\"a\":\"\\u0007\"}", "{\"\\u0000\":1}", "{\"a\":[\"\\u0085\"]}")),
    HALF_A_CHARACTER_IN_JSON(
            Slot.METADATA,
            "lone_surrogate",
            (desk, deal) -> oneOf(desk, "{\"a\":\"\\ud83d\"}", "{\"\\ude00\":1}", "{\"a\":\"\\ude00\\ud83d\"}")),
    DEEP_JSON(Slot.METADATA, "too_deep", (desk, deal) -> "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"),
    KEY_IN_JSON_AND_COLUMN(Slot.METADATA, "key_twice", Kind::keyTwice),
    CONTROL_IN_KEY(
            Slot.METADATA,
            "control_character",
            Kind::keyColumn,
            (desk, deal) -> oneOf(desk, "a\u0007", "\u001bb", "a\u0085b", "\u007f")),
    LONG_JSON(
            Slot.METADATA_SIZE,
            "too_long",
            sheet -> sheet.indexOf(Slot.METADATA),
            (desk, deal) -> "{\"z\": \"" + "m".repeat(9_993) + "\"}"),
    LONG_KEY(Slot.METADATA_SIZE, "too_long", Kind::keyColumn, (desk, deal) -> "m".repeat(9_994)),

    SEVERAL_MISTAKES(Shape.SEVERAL_MISTAKES, 10, "invalid", ""),
    EMPTY_CELLS(Shape.EMPTY_CELLS, 3, "invalid", ""),
    TOO_FEW_CELLS(Shape.TOO_FEW_CELLS, 4, "invalid", "row_ragged"),
    TOO_MANY_CELLS(Shape.TOO_MANY_CELLS, 4, "invalid", "row_ragged"),
    TEXT_BEHIND_QUOTES(Shape.TEXT_BEHIND_QUOTES, 4, "invalid", "row_malformed"),
    QUOTE_NEVER_CLOSED(Shape.QUOTE_NEVER_CLOSED, 4, "invalid", "row_malformed");

    /** How a row of a kind is made. */
    enum Shape {
        SALE,
        REPEAT,
        OTHER_CONTENT,
        MISTAKE,
        SEVERAL_MISTAKES,
        EMPTY_CELLS,
        TOO_FEW_CELLS,
        TOO_MANY_CELLS,
        TEXT_BEHIND_QUOTES,
        QUOTE_NEVER_CLOSED
    }

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
        this(shape, weight, outcome, code, Slot.METADATA_SIZE, sheet -> Optional.empty(), Kind::empty);
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
                .filter(kind -> kind.shape != Shape.MISTAKE || kind.isPossible(sheet))
                .flatMap(kind -> Stream.generate(() -> kind).limit(kind.weight))
                .toList();
    }

    boolean isPossible(Sheet sheet) {
        return column(sheet).isPresent()
                && (this != KEY_IN_JSON_AND_COLUMN || !sheet.keys().isEmpty());
    }

    private static String empty(Desk desk, Deal deal) {
        return "";
    }

    private static String blank(Desk desk, Deal deal) {
        return desk.letters().blank();
    }

    private static String withControl(Desk desk, Deal deal) {
        return "a" + oneOf(desk, "\u0007", "\t", "\n", "\u0085", "\u001b", "\u007f") + "b";
    }

    private static String neutralised(Desk desk, Deal deal) {
        return "'" + oneOf(desk, "=1+1", "-5", "@x", "+49", "''=x", " =x", "＝x");
    }

    private static Optional<Integer> keyColumn(Sheet sheet) {
        return IntStream.range(0, sheet.columns().size())
                .filter(index -> sheet.columns().get(index).key().isPresent())
                .boxed()
                .findFirst();
    }

    /** The JSON gives a key that has a column of its own, whose cell the author fills. */
    private static String keyTwice(Desk desk, Deal deal) {
        return "{" + Json.quoted(deal.keys().firstKey()) + ":null}";
    }

    private static BigInteger excess(Desk desk) {
        return BigInteger.valueOf(desk.die().percent(50) ? 1 : desk.die().between(1L, 1_000_000_000_000L));
    }

    private static String number(Desk desk, Deal deal, BigInteger minorUnits) {
        return desk.numerals().exact(minorUnits, deal.coin(), desk.die(), desk.letters());
    }

    private static String decimalMark(Desk desk) {
        return Character.toString(desk.numerals().marks().decimalMark());
    }

    private static String negative(Desk desk, Deal deal) {
        String number = desk.numerals().number(deal.minorUnits(), deal.coin(), desk.die(), desk.letters());
        if (desk.numerals().marks() == Numerals.Marks.PLAIN) {
            return "-" + number;
        }
        return desk.die().anyOf(List.of("-" + number, number + "-", "(" + number + ")", "( " + number + ")"));
    }

    private static String inOtherCurrency(Desk desk, Deal deal) {
        Coin other = desk.die()
                .anyOf(Coin.ALL.stream().filter(coin -> coin != deal.coin()).toList());
        String number = desk.numerals().number(deal.minorUnits(), deal.coin(), desk.die(), desk.letters());
        return Numerals.beside(number, other.typed(desk.die()), desk.die());
    }

    private static String noNumber(Desk desk, Deal deal) {
        String inAny =
                oneOf(desk, "12.5O", "1e5", "free", "--5", "1.2.3", "1/2", "+5", "1_000", "٣", "０", ".", "12 50", "$");
        return desk.die().percent(50)
                ? inAny
                : switch (desk.numerals().marks()) {
                    case PLAIN -> oneOf(desk, "1,234.50", "12,50", "$12", "1 234", "5-", "(5)", "12 USD");
                    case POINT -> oneOf(desk, "1.234,50", "1,23", "1,234 567", "1,234,56", ",5", "1234,567");
                    case COMMA -> oneOf(desk, "1,234.50", "12.50", "1.234 567", "1.234.56", ".5", "1234.567");
                };
    }

    private static String oneOf(Desk desk, String... texts) {
        return desk.die().anyOf(Arrays.stream(texts).filter(desk.letters()::has).toList());
    }
}
