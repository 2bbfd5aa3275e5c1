package dev.dubimport.inspect;

import dev.dubimport.sale.Blanks;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Headings and cells that decide what a row is worth, in the languages of {@link Role} and written as there. */
final class MoneyWords {
    private static final Set<String> STATUS = Set.of(
            "status",
            "state",
            "financial status",
            "payment status",
            "payment state",
            "order status",
            "order state",
            "invoice status",
            "transaction status",
            "sale status",
            "zahlungsstatus",
            "bestellstatus",
            "rechnungsstatus",
            "auftragsstatus",
            "statut",
            "statut de paiement",
            "statut du paiement",
            "statut de la commande",
            "etat",
            "estado",
            "estado de pago",
            "estado del pago",
            "estado del pedido");
    private static final Set<String> PAID = Set.of(
            "paid",
            "succeeded",
            "success",
            "successful",
            "complete",
            "completed",
            "captured",
            "settled",
            "bezahlt",
            "beglichen",
            "paye",
            "payee",
            "regle",
            "reglee",
            "pagado",
            "pagada",
            "cobrado",
            "completado");
    private static final Pattern GIVEN_BACK = Pattern.compile("(amount |total )?refund(s|ed)?( amount| total)?"
            + "|erstattet|erstattung|erstattungsbetrag|erstatteter betrag"
            + "|(montant |total )?rembours\\p{L}*|(importe |monto |total )?reembols\\p{L}*");
    private static final Set<String> TOTAL = Set.of(
            "total",
            "totals",
            "sum",
            "grand total",
            "summe",
            "gesamt",
            "gesamtsumme",
            "totaal",
            "total general",
            "totale",
            "somme",
            "suma",
            "importe total");

    private MoneyWords() {}

    static boolean areStatus(String heading) {
        return STATUS.contains(Role.plain(heading));
    }

    static boolean areGivenBack(String heading) {
        return GIVEN_BACK.matcher(Role.plain(heading)).matches();
    }

    static boolean arePaid(String status) {
        return PAID.contains(Role.plain(status));
    }

    /** The word with which a row of totals begins; empty where the row is none. */
    static List<String> totalIn(List<String> cells) {
        return cells.stream()
                .map(Blanks::strip)
                .filter(cell -> !cell.isEmpty())
                .limit(1)
                .filter(cell -> TOTAL.contains(Role.plain(cell)))
                .toList();
    }
}
