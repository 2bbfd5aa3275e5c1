package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sale before it is written down.
 *
 * @param minorUnits of what was sold: what was paid, without what was given back where the mapping says so
 * @param back minor units that were given back
 * @param members of the metadata's JSON column
 * @param keys of the metadata that have columns of their own
 * @param status what the rules of the mapping look at
 * @param order of which it is a line
 */
record Deal(
        String invoiceId,
        String externalId,
        BigInteger minorUnits,
        BigInteger back,
        Coin coin,
        String processor,
        Optional<String> eventName,
        Optional<String> leadEventName,
        SortedMap<String, Json> members,
        SortedMap<String, String> keys,
        String status,
        String order,
        Optional<Moment> moment) {
    private static final String DEFAULT_EVENT = "Purchase";

    /** Two of one invoice id of which this is the same are one sale. */
    Truth.Content content(Sheet sheet) {
        SortedMap<String, Json> metadata = new TreeMap<>(members);
        keys.forEach((key, text) -> metadata.put(key, Json.text(text)));
        sheet.terms()
                .calendar()
                .ifPresent(calendar ->
                        moment.ifPresent(known -> metadata.put(calendar.key(), Json.text(known.iso(calendar.zone())))));
        Optional<Rates.Conversion> conversion = conversion(sheet);
        conversion.ifPresent(known -> known.evidence().forEach((key, text) -> metadata.put(key, Json.text(text))));
        boolean converted =
                conversion.filter(known -> !known.evidence().isEmpty()).isPresent();
        return new Truth.Content(
                invoiceId,
                externalId,
                conversion.map(Rates.Conversion::money).orElse(money()),
                converted ? money() : "",
                processor,
                eventName.orElse(DEFAULT_EVENT),
                leadEventName.orElse(""),
                Json.object(metadata).canonical());
    }

    /** As the file has it. */
    String money() {
        return minorUnits + " " + coin;
    }

    /** What it comes to in dollars, where there are rates. */
    Optional<Rates.Conversion> conversion(Sheet sheet) {
        return sheet.rates().map(rates -> rates.of(minorUnits, coin, moment.map(Moment::day)));
    }

    /** Why it cannot be turned into dollars. */
    Optional<String> flaw(Sheet sheet) {
        return conversion(sheet).flatMap(Rates.Conversion::flaw);
    }

    /** Minor units as they stand in the file. */
    BigInteger paid(Sheet sheet) {
        return sheet.terms().refunding() == Refunding.NET ? minorUnits.add(back) : minorUnits;
    }

    Deal withInvoiceId(String other) {
        return new Deal(
                other,
                externalId,
                minorUnits,
                back,
                coin,
                processor,
                eventName,
                leadEventName,
                members,
                keys,
                status,
                order,
                moment);
    }

    Deal withMoney(BigInteger otherMinorUnits, BigInteger otherBack, Coin otherCoin) {
        return new Deal(
                invoiceId,
                externalId,
                otherMinorUnits,
                otherBack,
                otherCoin,
                processor,
                eventName,
                leadEventName,
                members,
                keys,
                status,
                order,
                moment);
    }

    Deal withStatus(String other) {
        return new Deal(
                invoiceId,
                externalId,
                minorUnits,
                back,
                coin,
                processor,
                eventName,
                leadEventName,
                members,
                keys,
                other,
                order,
                moment);
    }

    Deal withOrder(String other) {
        return new Deal(
                invoiceId,
                externalId,
                minorUnits,
                back,
                coin,
                processor,
                eventName,
                leadEventName,
                members,
                keys,
                status,
                other,
                moment);
    }

    Deal withMoment(Optional<Moment> other) {
        return new Deal(
                invoiceId,
                externalId,
                minorUnits,
                back,
                coin,
                processor,
                eventName,
                leadEventName,
                members,
                keys,
                status,
                order,
                other);
    }

    /** The same invoice id with another amount, of which nothing was given back. */
    Deal withOtherContent() {
        BigInteger other = minorUnits.equals(BigInteger.ONE) ? BigInteger.TWO : minorUnits.subtract(BigInteger.ONE);
        return withMoney(other, BigInteger.ZERO, coin);
    }

    /** The cells of a row that says it. */
    List<String> cells(Desk desk) {
        List<String> cells = new ArrayList<>();
        for (Sheet.Column column : desk.sheet().columns()) {
            cells.add(column.isUnused() ? anything(desk) : cell(column, desk));
        }
        return cells;
    }

    private String cell(Sheet.Column column, Desk desk) {
        return column.slot().map(slot -> cell(slot, desk)).orElseGet(() -> {
            String text = keys.getOrDefault(column.key().orElse(""), "");
            return padded(text, desk);
        });
    }

    private String cell(Slot slot, Desk desk) {
        Die die = desk.die();
        return switch (slot) {
            case INVOICE_ID -> padded(invoiceId, desk);
            case ID_HEAD -> padded(invoiceId.substring(0, invoiceId.indexOf('-')), desk);
            case ID_TAIL -> padded(invoiceId.substring(invoiceId.indexOf('-') + 1), desk);
            case EXTERNAL_ID -> padded(externalId, desk);
            case CURRENCY -> currency(desk);
            case AMOUNT -> padded(amount(paid(desk.sheet()), desk), desk);
            case REFUNDED ->
                back.signum() == 0 && die.percent(50) ? desk.letters().pad() : padded(amount(back, desk), desk);
            case PROCESSOR -> padded(die.percent(30) ? processor.toUpperCase(Locale.ROOT) : processor, desk);
            case GATEWAY -> padded(gateway(die), desk);
            case EVENT_NAME ->
                eventName
                        .map(name -> padded(name, desk))
                        .orElseGet(() -> die.percent(30) ? padded(DEFAULT_EVENT, desk) : "");
            case LEAD_EVENT_NAME ->
                leadEventName.map(name -> padded(name, desk)).orElse("");
            case METADATA ->
                members.isEmpty() && die.percent(80)
                        ? ""
                        : Json.object(members).written().apply(die);
            case STATUS -> padded(status, desk);
            case ORDER -> padded(order, desk);
            case DATE -> padded(date(desk), desk);
            case METADATA_SIZE, REFUND_SIZE -> throw new IllegalArgumentException("no column of its own");
        };
    }

    private String amount(BigInteger units, Desk desk) {
        return units.signum() == 0
                ? desk.numerals().nothing(coin, desk.die(), desk.letters())
                : desk.numerals().written(units, coin, desk.die(), desk.letters());
    }

    private String date(Desk desk) {
        return desk.sheet()
                .terms()
                .calendar()
                .flatMap(calendar -> moment.map(known -> calendar.written(known, desk.die(), desk.letters())))
                .orElse("");
    }

    private String gateway(Die die) {
        List<String> names = processor.equals("custom")
                ? List.of("own", "Own", "", "custom", "Custom")
                : List.of(processor, processor.toUpperCase(Locale.ROOT));
        return die.anyOf(names);
    }

    /** An empty cell has the constant of the mapping. */
    private String currency(Desk desk) {
        String constant = desk.sheet().constants().getOrDefault(Slot.CURRENCY, "");
        boolean isConstant = constant.equalsIgnoreCase(coin.name());
        return isConstant && desk.die().percent(50) ? "" : padded(coin.typed(desk.die()), desk);
    }

    private static String anything(Desk desk) {
        if (desk.die().percent(3)) {
            return "Subtotal";
        }
        return desk.die().percent(30) ? "" : padded(desk.letters().prose(8), desk);
    }

    private static String padded(String text, Desk desk) {
        return desk.letters().pad() + text + desk.letters().pad();
    }
}
