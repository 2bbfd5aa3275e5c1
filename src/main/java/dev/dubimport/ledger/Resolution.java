package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.Optional;

/**
 * What evidence says of a sale in doubt.
 *
 * @param inDoubt the entry as it was read
 * @param outcome recorded, or failed: surely not recorded, so that the next import sends it
 * @param recorded what the service has recorded
 */
public record Resolution(Entry inDoubt, Outcome outcome, Optional<Money> recorded) {
    public Resolution {
        if (!inDoubt.isInDoubt()) {
            throw new IllegalArgumentException("not in doubt: " + inDoubt.invoiceId());
        }
        boolean isKnown = switch (outcome) {
            case RECORDED -> true;
            case FAILED -> recorded.isEmpty();
            case SKIPPED, DUPLICATE, FILTERED, CONFLICT, INVALID, UNATTRIBUTED, REFUSED, IN_DOUBT -> false;
        };
        if (!isKnown) {
            throw new IllegalArgumentException("takes no doubt away: " + outcome.word());
        }
    }
}
