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
 * @param members of the metadata's JSON column
 * @param keys of the metadata that have columns of their own
 */
record Deal(
        String invoiceId,
        String externalId,
        BigInteger minorUnits,
        Coin coin,
        String processor,
        Optional<String> eventName,
        Optional<String> leadEventName,
        SortedMap<String, Json> members,
        SortedMap<String, String> keys) {
    private static final String DEFAULT_EVENT = "Purchase";

    /** Two of one invoice id of which this is the same are one sale. */
    Truth.Content content() {
        SortedMap<String, Json> metadata = new TreeMap<>(members);
        keys.forEach((key, text) -> metadata.put(key, Json.text(text)));
        return new Truth.Content(
                invoiceId,
                externalId,
                money(),
                processor,
                eventName.orElse(DEFAULT_EVENT),
                leadEventName.orElse(""),
                Json.object(metadata).canonical());
    }

    String money() {
        return minorUnits + " " + coin;
    }

    Deal withInvoiceId(String other) {
        return new Deal(other, externalId, minorUnits, coin, processor, eventName, leadEventName, members, keys);
    }

    /** The same invoice id with another amount. */
    Deal withOtherContent() {
        BigInteger other =
                minorUnits.equals(Numerals.MOST) ? minorUnits.subtract(BigInteger.ONE) : minorUnits.add(BigInteger.ONE);
        return new Deal(invoiceId, externalId, other, coin, processor, eventName, leadEventName, members, keys);
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
            case EXTERNAL_ID -> padded(externalId, desk);
            case CURRENCY -> currency(desk);
            case AMOUNT -> padded(desk.numerals().written(minorUnits, coin, die, desk.letters()), desk);
            case PROCESSOR -> padded(die.percent(30) ? processor.toUpperCase(Locale.ROOT) : processor, desk);
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
            case METADATA_SIZE -> throw new IllegalArgumentException("no column of its own");
        };
    }

    /** An empty cell has the constant of the mapping. */
    private String currency(Desk desk) {
        String constant = desk.sheet().constants().getOrDefault(Slot.CURRENCY, "");
        boolean isConstant = constant.equalsIgnoreCase(coin.name());
        return isConstant && desk.die().percent(50) ? "" : padded(coin.typed(desk.die()), desk);
    }

    private static String anything(Desk desk) {
        return desk.die().percent(30) ? "" : padded(desk.letters().prose(8), desk);
    }

    private static String padded(String text, Desk desk) {
        return desk.letters().pad() + text + desk.letters().pad();
    }
}
