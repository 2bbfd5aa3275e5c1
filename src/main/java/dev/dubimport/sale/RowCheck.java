package dev.dubimport.sale;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The check of one row: collects what is wrong while it reads field after field. */
final class RowCheck {
    /** What the contract takes where a row names no currency. */
    private static final Currency DEFAULT_CURRENCY = Currency.getInstance("USD");

    // Characters are UTF-16 units here, as in the service's own checks.
    private static final Set<Field> IDS = EnumSet.of(Field.INVOICE_ID, Field.EXTERNAL_ID);

    /** Taken for part of an id, the apostrophe of spreadsheets, and of our files of rejects, makes another id. */
    private static final Flaw NEUTRALISED = new Flaw(
            "neutralised",
            "begins with the apostrophe that keeps a spreadsheet from running a formula",
            "remove the apostrophe, or leave the last four columns of a rejects file as they are");

    private static final int MOST_INVOICE_ID = 500;
    private static final int MOST_EXTERNAL_ID = 100;
    private static final int MOST_EVENT_NAME = 255;
    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    private static final String GIVE_INVOICE_ID =
            "give the invoice id: without it nothing protects the sale from being recorded twice"
                    + " (or use --missing-invoice-id derive)";
    private static final String GIVE_VALUE = "give a value, or leave the cell empty";
    private static final String GIVE_PROCESSOR =
            "give one of " + PaymentProcessor.allowed() + ", or a constant in the mapping";

    private static final Flaw UNKNOWN_CURRENCY =
            new Flaw("unknown", "not a currency of ISO 4217", "use a code such as usd or EUR");
    private static final Flaw NO_CURRENCY = new Flaw(
            "missing",
            "missing",
            "give the currency, or name the one of such rows under `constants` in the mapping, beside the column or expression");
    private static final Flaw UNKNOWN_PROCESSOR =
            new Flaw("unknown", "not a payment processor of the API", "use one of " + PaymentProcessor.allowed());
    private static final Flaw REFUNDED_IN_PART = new Flaw(
            "in_part",
            "a part of the amount was given back",
            "decide in the mapping: `refunds: net` sends what is left, `refunds: ignore` the whole amount");
    private static final Flaw CONTROL_CHARACTER =
            new Flaw("control_character", "holds a control character", "remove it (a line break, a tab, ...)");

    private final SaleRules rules;
    private final Map<Field, String> cells;
    private final String refundedText;
    private final Metadata metadata;
    private final List<Violation> violations;

    RowCheck(SaleRules rules, Draft draft) {
        this.rules = rules;
        this.cells = draft.texts();
        this.refundedText = draft.refunded();
        this.metadata = draft.metadata();
        this.violations = new ArrayList<>(draft.violations());
    }

    Verdict verdict() {
        Optional<String> invoiceId = invoiceId();
        Optional<String> externalId = required(Field.EXTERNAL_ID, MOST_EXTERNAL_ID, "give the customer's id");
        Optional<Currency> currency = currency();
        Optional<Money> amount = amount(currency);
        Optional<Money> refunded = refunded(currency);
        Optional<PaymentProcessor> processor = processor();
        Optional<String> eventName = optional(Field.EVENT_NAME, MOST_EVENT_NAME);
        Optional<String> leadEventName = optional(Field.LEAD_EVENT_NAME, MOST_EVENT_NAME);
        checkMetadata();
        if (amount.filter(money -> money.minorUnits() == 0).isPresent()) {
            return new Verdict.Filtered(
                    Verdict.Filtered.ZERO, "nothing was paid: the API records no sale of 0", amount);
        }
        if (amount.isPresent() && amount.equals(refunded)) {
            return new Verdict.Filtered(Verdict.Filtered.REFUNDED_IN_FULL, "all that was paid was given back", amount);
        }
        Optional<Money> sold =
                amount.map(paid -> refunded.map(back -> less(paid, back)).orElse(paid));
        if (!violations.isEmpty()) {
            return new Verdict.Invalid(violations, sold);
        }
        Sale sale = new Sale(
                invoiceId.orElse("derived"),
                externalId.orElseThrow(),
                sold.orElseThrow(),
                processor.orElseThrow(),
                eventName.orElse(Sale.DEFAULT_EVENT_NAME),
                leadEventName,
                metadata);
        return new Verdict.Valid(invoiceId.isPresent() ? sale : sale.withDerivedInvoiceId());
    }

    private Optional<String> invoiceId() {
        return switch (rules.missingInvoiceId()) {
            case INVALID -> required(Field.INVOICE_ID, MOST_INVOICE_ID, GIVE_INVOICE_ID);
            case DERIVE -> optional(Field.INVOICE_ID, MOST_INVOICE_ID);
        };
    }

    /** The row's currency; empty where the row gives one that is none. */
    private Optional<Currency> currency() {
        String cell = cell(Field.CURRENCY);
        if (cell.isEmpty()) {
            if (rules.isGivenByRows(Field.CURRENCY)) {
                add(Field.CURRENCY, "", NO_CURRENCY);
                return Optional.empty();
            }
            return Optional.of(DEFAULT_CURRENCY);
        }
        Optional<String> code = text(Field.CURRENCY, cell, ANY_LENGTH, GIVE_VALUE);
        Optional<Currency> currency = code.flatMap(Currencies::parse);
        if (code.isPresent() && currency.isEmpty()) {
            add(Field.CURRENCY, code.get(), UNKNOWN_CURRENCY);
        }
        return currency;
    }

    private Optional<Money> amount(Optional<Currency> currency) {
        Optional<String> text = required(Field.AMOUNT, AmountFormat.MOST_CHARACTERS, "give the amount");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        AmountFormat.Reading reading = rules.amounts().read(text.get(), currency);
        reading.flaw().ifPresent(flaw -> add(Field.AMOUNT, text.get(), flaw));
        return reading.money();
    }

    /** What was given back; empty where that is nothing, and after a violation was noted. */
    private Optional<Money> refunded(Optional<Currency> currency) {
        String text = Blanks.strip(refundedText);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        AmountFormat.Reading reading = text.length() > AmountFormat.MOST_CHARACTERS
                ? AmountFormat.Reading.flawed("not_a_number", "not a number", "give the amount that was given back")
                : rules.amounts().read(text, currency);
        reading.flaw().ifPresent(flaw -> addOfRefund(text, ofRefund(flaw)));
        return reading.money().filter(money -> money.minorUnits() > 0);
    }

    /** What an amount of a sale must not be is mended in another way where it was given back. */
    private static Flaw ofRefund(Flaw flaw) {
        return switch (flaw.code()) {
            case AmountFormat.NEGATIVE ->
                new Flaw(flaw.code(), flaw.rule(), "write what was given back without a sign");
            case AmountFormat.TOO_LARGE ->
                new Flaw(flaw.code(), flaw.rule(), "correct it: no more can be given back than was paid");
            default -> flaw;
        };
    }

    /** What is left of an amount of which a part was given back, where the rules say so. */
    private Money less(Money paid, Money back) {
        if (back.minorUnits() > paid.minorUnits()) {
            addOfRefund(
                    Blanks.strip(refundedText),
                    new Flaw("more_than_amount", "more than was paid, " + paid, "correct one of the two"));
            return paid;
        }
        return switch (rules.refunds()) {
            case IGNORE -> paid;
            case NET -> new Money(paid.minorUnits() - back.minorUnits(), paid.currency());
            case REPORT -> {
                addOfRefund(Blanks.strip(refundedText), REFUNDED_IN_PART);
                yield paid;
            }
        };
    }

    private void addOfRefund(String value, Flaw flaw) {
        violations.add(
                new Violation(rules.refundedColumn(), "refunded_" + flaw.code(), value, flaw.rule(), flaw.mend()));
    }

    private Optional<PaymentProcessor> processor() {
        Optional<String> name = required(Field.PAYMENT_PROCESSOR, ANY_LENGTH, GIVE_PROCESSOR);
        Optional<PaymentProcessor> processor = name.flatMap(PaymentProcessor::parse);
        if (name.isPresent() && processor.isEmpty()) {
            add(Field.PAYMENT_PROCESSOR, name.get(), UNKNOWN_PROCESSOR);
        }
        return processor;
    }

    private void checkMetadata() {
        int characters = metadata.json().length();
        if (characters > Metadata.MOST_CHARACTERS) {
            String rule = "as JSON " + tooLong(characters, Metadata.MOST_CHARACTERS);
            add(Field.METADATA, "", new Flaw("too_long", rule, "put fewer or shorter columns into the metadata"));
        }
    }

    /** The field's text; empty after a violation was noted. */
    private Optional<String> required(Field field, int mostCharacters, String mend) {
        String cell = cell(field);
        if (cell.isEmpty()) {
            add(field, "", new Flaw("missing", "missing", mend));
            return Optional.empty();
        }
        return text(field, cell, mostCharacters, mend);
    }

    /** The field's text; empty where none is given, and after a violation was noted. */
    private Optional<String> optional(Field field, int mostCharacters) {
        String cell = cell(field);
        return cell.isEmpty() ? Optional.empty() : text(field, cell, mostCharacters, GIVE_VALUE);
    }

    private Optional<String> text(Field field, String cell, int mostCharacters, String mendOfBlank) {
        String text = Blanks.strip(cell);
        if (text.isEmpty()) {
            add(field, cell, new Flaw("blank", "blank", mendOfBlank));
            return Optional.empty();
        }
        if (Blanks.hasControlCharacter(text)) {
            add(field, text, CONTROL_CHARACTER);
            return Optional.empty();
        }
        if (IDS.contains(field) && Formulas.isNeutralised(text)) {
            add(field, text, NEUTRALISED);
            return Optional.empty();
        }
        if (text.length() > mostCharacters) {
            add(field, text, new Flaw("too_long", tooLong(text.length(), mostCharacters), "shorten it"));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private String cell(Field field) {
        return cells.getOrDefault(field, "");
    }

    private void add(Field field, String value, Flaw flaw) {
        String code = field.contractName() + "_" + flaw.code();
        // What was found before knows more: of which cells a text was to be made.
        if (violations.stream().noneMatch(known -> known.code().equals(code))) {
            violations.add(new Violation(rules.columnOf(field), code, value, flaw.rule(), flaw.mend()));
        }
    }

    private static String tooLong(int characters, int most) {
        return String.format(Locale.ROOT, "%,d characters, at most %,d are allowed", characters, most);
    }
}
