package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A sale that the service has recorded, and that is to be known as one that this ledger has not sent.
 *
 * @param recorded as the service counts it
 * @param at when it was recorded, or found recorded
 * @param former the entry whose place it takes, as it was read: one that an import would send again
 */
public record Adoption(String invoiceId, Money recorded, Instant at, Optional<Entry> former) {
    public Adoption {
        if (former.filter(entry -> !entry.isTriedAgain()).isPresent()) {
            throw new IllegalArgumentException("the ledger knows better of " + invoiceId);
        }
    }

    /** Of an invoice id that the ledger does not know. */
    public Adoption(String invoiceId, Money recorded, Instant at) {
        this(invoiceId, recorded, at, Optional.empty());
    }
}
