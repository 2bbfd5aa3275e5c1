package dev.dubimport.inspect;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a column may be, and the headings by which it goes, the surest first: those on one line are as sure as each other. They are
 * written in small letters, without accents, and with blanks for all that is no letter or digit.
 */
enum Role {
    INVOICE_ID(
            "columns.invoiceId",
            "invoiceid, invoice id, invoice number, invoice no, invoice nr, invoiceno, invoicenumber",
            "rechnungsnummer, rechnungsnr, rechnungs nr, rechnung nr, numero de facture, no de facture, n de facture,"
                    + " numero de factura, no de factura, n de factura",
            "order id, orderid, order number, order no, order nr, ordernumber",
            "bestellnummer, bestellnr, bestell nr, auftragsnummer, belegnummer, beleg nr, numero de commande, n de commande,"
                    + " numero de pedido, n de pedido",
            "transaction id, transactionid, payment id, paymentid, charge id, receipt number, receipt no, sale id",
            "invoice, rechnung, facture, factura",
            "order, bestellung, commande, pedido",
            "transaction, receipt, beleg, name, id"),
    EXTERNAL_ID(
            "columns.externalId",
            "externalid, customerexternalid, customer external id, external id",
            "customer id, customerid, customer number, customer no, client id, clientid, user id, userid, kundennummer,"
                    + " kundennr, kunden nr, kunden id, numero client, id client, n client, numero de cliente, id cliente,"
                    + " n de cliente",
            "account id, buyer id, member id, subscriber id",
            "customer, client, user, kunde, cliente",
            "customer email, customer e mail, email, e mail, mail, email address, e mail address, buyer email,"
                    + " e mail adresse, courriel, adresse e mail, correo, correo electronico"),
    AMOUNT(
            "columns.amount",
            "amount",
            "total, grand total, gross, gross amount, total amount, amount paid, paid amount, total price, totalprice,"
                    + " order total, invoice total, betrag, gesamtbetrag, bruttobetrag, rechnungsbetrag, brutto, summe, gesamt,"
                    + " montant, montant ttc, montant total, total ttc, importe, importe total, total factura, monto",
            "price, sum, value, preis, prix, precio, revenue, umsatz",
            "net, net amount, subtotal, netto, nettobetrag, montant ht, total ht, base imponible"),
    CURRENCY(
            "columns.currency",
            "currency, currency code, currencycode, ccy, wahrung, waehrung, devise, monnaie, moneda, divisa"),
    DATE(
            "date.column",
            "paid at, paidat, paid on, paid date, payment date, date paid, zahlungsdatum, bezahlt am, date de paiement,"
                    + " fecha de pago",
            "sale date, sold at, invoice date, order date, transaction date, purchase date, rechnungsdatum, bestelldatum,"
                    + " kaufdatum, date de facture, date de commande, fecha de factura, fecha de pedido",
            "date, datum, fecha",
            "created, created at, created utc, created date utc, created date, created on, billed at, erstellt am, cree le,"
                    + " creado");

    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private final String key;
    private final String headings;

    /** @param key where the mapping names the column */
    Role(String key, String... headings) {
        this.key = key;
        this.headings = String.join("\n", headings);
    }

    String key() {
        return key;
    }

    /** How sure the heading is: 0 is the surest; empty where it is none of this role's. */
    OptionalInt rankOf(String heading) {
        String plain = plain(heading);
        List<String> ranks = headings.lines().toList();
        return IntStream.range(0, ranks.size())
                .filter(rank -> (", " + ranks.get(rank) + ",").contains(", " + plain + ","))
                .findFirst();
    }

    /** {@code Created (UTC)} is {@code created utc}; {@code metadata.paidAt} is {@code paid at}. */
    static String plain(String heading) {
        String humps = HUMP.matcher(heading).replaceAll(" ");
        String bare =
                ACCENT.matcher(Normalizer.normalize(humps, Normalizer.Form.NFD)).replaceAll("");
        String words = NO_LETTER.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return words.startsWith("metadata ") ? words.substring("metadata ".length()) : words;
    }
}
