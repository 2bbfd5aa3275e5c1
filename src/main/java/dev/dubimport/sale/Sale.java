package dev.dubimport.sale;

import java.util.Optional;

/**
 * A valid row in the API's terms.
 *
 * @param invoiceId the sale's identity, and the service's idempotency key, never blank; at most 500 characters, which is our
 *     own bound
 * @param externalId the customer's id in the user's system; at most 100 characters
 * @param eventName at most 255 characters
 * @param leadEventName which lead event the sale belongs to; empty lets the service choose
 */
public record Sale(
        String invoiceId,
        String externalId,
        Money amount,
        PaymentProcessor paymentProcessor,
        String eventName,
        Optional<String> leadEventName,
        Metadata metadata) {

    /** What the contract takes where a row names no event. */
    public static final String DEFAULT_EVENT_NAME = "Purchase";

    public Sale {
        if (invoiceId.isBlank()) {
            throw new IllegalArgumentException("no invoice id: nothing would protect the sale from a second recording");
        }
    }

    /** A hash of all that the sale says but its invoice id. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(this);
    }

    /** The same sale at another amount, as its metadata then tell. */
    public Sale with(Money newAmount, Metadata newMetadata) {
        return new Sale(invoiceId, externalId, newAmount, paymentProcessor, eventName, leadEventName, newMetadata);
    }

    Sale withDerivedInvoiceId() {
        String derived = "derived-" + fingerprint().hex();
        return new Sale(derived, externalId, amount, paymentProcessor, eventName, leadEventName, metadata);
    }
}
