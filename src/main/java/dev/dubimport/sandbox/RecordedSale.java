package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One sale event, as the service stored it. A sale that was recorded twice is two of these.
 *
 * @param invoiceId empty where none was sent
 * @param externalId the customer's id in the user's system
 * @param amount in the units that the service counts: hundredths, of some currencies whole units
 * @param currency lower case; {@code usd} where the service converted
 * @param metadataJson the metadata as JSON without white space; {@code null} where none was sent
 * @param at the moment of the call: the API has no field for the sale's own date
 * @param eventId the service's own name for it; empty until it is in the books
 * @param isLinkDeleted the list of events passes it over, while all totals still count it
 */
public record RecordedSale(
        String invoiceId,
        String externalId,
        long amount,
        String currency,
        String paymentProcessor,
        String eventName,
        Optional<String> leadEventName,
        String metadataJson,
        Instant at,
        String eventId,
        boolean isLinkDeleted) {

    /** One that is not in the books yet. */
    public RecordedSale(
            String invoiceId,
            String externalId,
            long amount,
            String currency,
            String paymentProcessor,
            String eventName,
            Optional<String> leadEventName,
            String metadataJson,
            Instant at) {
        this(
                invoiceId,
                externalId,
                amount,
                currency,
                paymentProcessor,
                eventName,
                leadEventName,
                metadataJson,
                at,
                "",
                false);
    }

    public RecordedSale withInvoiceId(String newInvoiceId) {
        return with(newInvoiceId, externalId, amount, currency, at, eventId, isLinkDeleted);
    }

    public RecordedSale withExternalId(String newExternalId) {
        return with(invoiceId, newExternalId, amount, currency, at, eventId, isLinkDeleted);
    }

    public RecordedSale withMoney(long newAmount, String newCurrency) {
        return with(invoiceId, externalId, newAmount, newCurrency, at, eventId, isLinkDeleted);
    }

    public RecordedSale withMoment(Instant newMoment) {
        return with(invoiceId, externalId, amount, currency, newMoment, eventId, isLinkDeleted);
    }

    /** Under another id; an empty one is replaced by one of its own, once the sale is in the books. */
    public RecordedSale withEventId(String newEventId) {
        return with(invoiceId, externalId, amount, currency, at, newEventId, isLinkDeleted);
    }

    public RecordedSale withLinkDeleted() {
        return with(invoiceId, externalId, amount, currency, at, eventId, true);
    }

    private RecordedSale with(
            String newInvoiceId,
            String newExternalId,
            long newAmount,
            String newCurrency,
            Instant newMoment,
            String newEventId,
            boolean nowDeleted) {
        return new RecordedSale(
                newInvoiceId,
                newExternalId,
                newAmount,
                newCurrency,
                paymentProcessor,
                eventName,
                leadEventName,
                metadataJson,
                newMoment,
                newEventId,
                nowDeleted);
    }
}
