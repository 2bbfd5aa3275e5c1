package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.Optional;

/**
 * What evidence says of a sale that the ledger does not have as recorded.
 *
 * @param entry as it was read: in doubt, or with an outcome that a later import tries again
 * @param outcome recorded, or failed: surely not recorded, so that the next import sends it
 * @param recorded what the service has recorded
 */
public record Resolution(Entry entry, Outcome outcome, Optional<Money> recorded) {
    public Resolution {
        boolean isKnown = switch (outcome) {
            case RECORDED -> entry.isInDoubt() || entry.isTriedAgain();
            case FAILED -> entry.isInDoubt() && recorded.isEmpty();
            case SKIPPED, DUPLICATE, FILTERED, CONFLICT, INVALID, UNATTRIBUTED, REFUSED, IN_DOUBT -> false;
        };
        if (!isKnown) {
            throw new IllegalArgumentException("no evidence makes " + entry.outcome() + " " + outcome.word());
        }
    }
}
