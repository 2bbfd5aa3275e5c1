package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Suspicion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was seen in rows that may be wrong although it can be read: how often, and where first. */
final class SuspectRows {
    /** In the order in which a person should read them. */
    enum Kind {
        SCIENTIFIC(
                "scientific_notation",
                "cells in scientific notation: a spreadsheet has cut off digits",
                "export the file again and do not open it in a spreadsheet before the import"),
        LARGE_AMOUNTS(
                "looks_like_minor_units",
                "amounts are read as whole units of money, and all of them are large whole numbers",
                "if they are cents, say `amounts: minor`: each would be recorded a hundredfold"),
        DECIMALS(
                "looks_like_major_units",
                "amounts have decimals, though they are read as minor units (cents)",
                "say `amounts: major`, unless it is a slip"),
        SMALL_AMOUNTS(
                "looks_like_major_units",
                "most amounts are below one whole unit of money, read as minor units (cents)",
                "if 25 is 25.00, say `amounts: major`: each would be recorded at a hundredth"),
        EMAIL_AS_INVOICE(
                "invoice_id_is_email",
                "invoice ids that look like e-mail addresses",
                "name the column of the invoice or order: later sales of the same customer would be left out"),
        EMAIL_AS_CUSTOMER(
                "customer_is_email",
                "customers are named by e-mail address",
                "right only if you gave Dub e-mail addresses as external ids; else no sale finds its customer"),
        FUTURE("in_the_future", "sales in the future", "check the order of day and month, and the year"),
        OLD("very_old", "sales older than ten years", "check the year"),
        TEST_MODE("test_mode", "rows that are marked as tests and would be sent", "leave them out, by a `filter`"),
        LIVE_STRIPE(
                "stripe_live_integration",
                "invoice ids of Stripe (in_...): if Stripe is connected to Dub, Dub may have recorded them already",
                "check one of these sales in Dub before the import; what is recorded twice is paid twice"),
        STRIPE_EXPORT(
                "stripe_live_integration",
                "an export of Stripe: if Stripe is connected to Dub, Dub may have recorded these sales already",
                "check one of these sales in Dub before the import; what is recorded twice is paid twice"),
        DUPLICATE("duplicate_invoice_ids", "invoice ids that stood above with the same content", "sent once"),
        CONFLICT(
                "conflicting_invoice_ids",
                "invoice ids that stood above with other content",
                "the first row of each would be sent, these would not: keep the one that is right, or name the"
                        + " column that tells them apart"),
        NEAR_IDS(
                "invoice_ids_differ_in_case_or_blanks",
                "invoice ids that differ from one above in case or blanks only: two sales for the service",
                "if they are the same invoice, make them equal, or it is recorded twice"),
        LOST_ZEROS(
                "lost_leading_zeros",
                "ids that are shorter than the others, as if leading zeros were lost",
                "if a spreadsheet did that, export the file again: other ids are other sales and other customers"),
        HEADER_AGAIN("header_repeated", "the header stands in the file again", "such rows are no sales; remove them"),
        CURRENCY_SIGN(
                "currency_in_cell",
                "a currency stands in the cell of the amount",
                "it must be the row's own; it is read with `decimals: point` or `comma` only");

        private final String code;
        private final String what;
        private final String mend;

        Kind(String code, String what, String mend) {
            this.code = code;
            this.what = what;
            this.mend = mend;
        }
    }

    private record Seen(long count, long firstLine, String example) {
        Seen plus(Seen other) {
            return new Seen(count + other.count, firstLine, example);
        }
    }

    private final Map<Kind, Seen> seen = new EnumMap<>(Kind.class);

    void see(Kind kind, long line, String example) {
        seen.merge(kind, new Seen(1, line, example), Seen::plus);
    }

    void see(Kind kind, long count, long firstLine, String example) {
        seen.merge(kind, new Seen(count, firstLine, example), Seen::plus);
    }

    List<Suspicion> all() {
        List<Suspicion> all = new ArrayList<>();
        seen.forEach((kind, rows) ->
                all.add(new Suspicion(kind.code, kind.what, rows.count, rows.firstLine, rows.example, kind.mend)));
        return all;
    }
}
