package dev.dubimport.sale;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of {@code POST /track/sale}, checked before anything is sent; a row hears of all that it breaks at once. Where
 * the live service is stricter than the contract (unsigned 32 bits for an amount), its rule is taken.
 *
 * <p>White space around a cell is not part of its value: {@code "INV-1 "} and {@code "INV-1"} are one invoice, and taking
 * them for two would record a sale twice. An empty cell is a field that is not given; a cell of blanks only is a mistake.
 */
public final class SaleRules {
    /** What the contract takes where a row names no currency. */
    private static final Currency DEFAULT_CURRENCY = Currency.getInstance("USD");

    private static final int MOST_INVOICE_ID = 500;
    private static final int MOST_EXTERNAL_ID = 100;
    private static final int MOST_EVENT_NAME = 255;

    /** What to do with a row without an invoice id. */
    public enum MissingInvoiceId {
        /** The row is invalid: nothing would protect it from being recorded twice. */
        INVALID,
        /** Make one from the row's content, the same at every run; two rows of equal content are then one sale. */
        DERIVE
    }

    private final AmountFormat amounts;
    private final MissingInvoiceId missingInvoiceId;
    private final Map<Field, String> columns;

    /**
     * Rules for one file.
     *
     * @param columns what the file calls a field; a field that is absent goes by the contract's name
     */
    public SaleRules(AmountFormat amounts, MissingInvoiceId missingInvoiceId, Map<Field, String> columns) {
        this.amounts = amounts;
        this.missingInvoiceId = missingInvoiceId;
        this.columns = Map.copyOf(columns);
    }

    public Verdict check(Draft draft) {
        return new Check(draft).verdict();
    }

    /** The check of one row: collects what is wrong while it reads field after field. */
    private final class Check {
        private final Draft draft;
        private final List<Violation> violations;

        Check(Draft draft) {
            this.draft = draft;
            this.violations = new ArrayList<>(draft.violations());
        }

        Verdict verdict() {
            String externalId = required(Field.EXTERNAL_ID, MOST_EXTERNAL_ID);
            Optional<Currency> currency = currency();
            Optional<Money> amount = currency.flatMap(this::amount);
            Optional<PaymentProcessor> processor = processor();
            String eventName = optional(Field.EVENT_NAME, MOST_EVENT_NAME).orElse(Sale.DEFAULT_EVENT_NAME);
            Optional<String> leadEventName = optional(Field.LEAD_EVENT_NAME, MOST_EVENT_NAME);
            String invoiceId = invoiceId();
            metadata();
            if (!violations.isEmpty() || amount.isEmpty() || processor.isEmpty()) {
                return new Verdict.Invalid(violations, amount);
            }
            Sale sale = new Sale(
                    invoiceId, externalId, amount.get(), processor.get(), eventName, leadEventName, draft.metadata());
            return new Verdict.Valid(invoiceId.isEmpty() ? withDerivedInvoiceId(sale) : sale);
        }

        private String invoiceId() {
            if (missingInvoiceId == MissingInvoiceId.DERIVE && !draft.texts().containsKey(Field.INVOICE_ID)) {
                return "";
            }
            return required(Field.INVOICE_ID, MOST_INVOICE_ID);
        }

        private Optional<Currency> currency() {
            Optional<String> text = optional(Field.CURRENCY, Integer.MAX_VALUE);
            if (text.isEmpty()) {
                return violates(Field.CURRENCY) ? Optional.empty() : Optional.of(DEFAULT_CURRENCY);
            }
            Optional<Currency> currency = Currencies.parse(text.get());
            if (currency.isEmpty()) {
                add(
                        Field.CURRENCY,
                        "unknown",
                        text.get(),
                        "not a currency of ISO 4217",
                        "use a code such as usd or EUR");
            }
            return currency;
        }

        private Optional<Money> amount(Currency currency) {
            String text = required(Field.AMOUNT, Integer.MAX_VALUE);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            AmountFormat.Reading reading = amounts.read(text, currency);
            if (reading.isRefused()) {
                add(Field.AMOUNT, reading.code(), text, reading.rule(), reading.mend());
                return Optional.empty();
            }
            return Optional.of(new Money(reading.minorUnits(), currency));
        }

        private Optional<PaymentProcessor> processor() {
            String text = required(Field.PAYMENT_PROCESSOR, Integer.MAX_VALUE);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Optional<PaymentProcessor> processor = PaymentProcessor.parse(text);
            if (processor.isEmpty()) {
                add(
                        Field.PAYMENT_PROCESSOR,
                        "unknown",
                        text,
                        "not a payment processor of the API",
                        "use one of " + PaymentProcessor.allowed());
            }
            return processor;
        }

        private void metadata() {
            int length = draft.metadata().json().length();
            if (length > Metadata.MOST_CHARACTERS) {
                add(
                        Field.METADATA,
                        "too_long",
                        "",
                        length + " characters once written as JSON, at most 10,000 are allowed",
                        "put fewer or shorter columns into the metadata");
            }
        }

        /** The field's text, or an empty one after a violation was noted. */
        private String required(Field field, int mostCharacters) {
            Optional<String> text = optional(field, mostCharacters);
            if (text.isEmpty() && !violates(field)) {
                add(field, "missing", "", "missing", mendOfMissing(field));
            }
            return text.orElse("");
        }

        /** The field's text; empty where none is given, or after a violation was noted. */
        private Optional<String> optional(Field field, int mostCharacters) {
            String cell = draft.texts().get(field);
            if (cell == null) {
                return Optional.empty();
            }
            String text = Blanks.strip(cell);
            if (text.isEmpty()) {
                add(field, "blank", cell, "blank", "give a value, or leave the cell empty where the field is optional");
                return Optional.empty();
            }
            if (Blanks.hasControlCharacter(text)) {
                add(
                        field,
                        "control_character",
                        text,
                        "holds a control character",
                        "remove it (a line break, a tab, ...)");
                return Optional.empty();
            }
            if (text.length() > mostCharacters) {
                add(
                        field,
                        "too_long",
                        text,
                        text.length() + " characters, at most " + mostCharacters + " are allowed",
                        "shorten it");
                return Optional.empty();
            }
            return Optional.of(text);
        }

        private boolean violates(Field field) {
            String prefix = field.contractName() + "_";
            return violations.stream().anyMatch(violation -> violation.code().startsWith(prefix));
        }

        private void add(Field field, String code, String value, String rule, String mend) {
            String column = columns.getOrDefault(field, field.contractName());
            violations.add(new Violation(column, field.contractName() + "_" + code, value, rule, mend));
        }
    }

    private static Sale withDerivedInvoiceId(Sale sale) {
        return new Sale(
                "derived-" + sale.fingerprint().hex(),
                sale.externalId(),
                sale.amount(),
                sale.paymentProcessor(),
                sale.eventName(),
                sale.leadEventName(),
                sale.metadata());
    }

    private static String mendOfMissing(Field field) {
        return switch (field) {
            case INVOICE_ID ->
                "give the invoice id: without it nothing protects the sale from being recorded twice"
                        + " (or use --missing-invoice-id derive)";
            case PAYMENT_PROCESSOR -> "give one of " + PaymentProcessor.allowed() + ", or a constant in the mapping";
            case EXTERNAL_ID -> "give the customer's id";
            case AMOUNT -> "give the amount";
            case CURRENCY, EVENT_NAME, LEAD_EVENT_NAME, METADATA ->
                throw new IllegalArgumentException(
                        "optional: " + field.contractName().toLowerCase(Locale.ROOT));
        };
    }
}
