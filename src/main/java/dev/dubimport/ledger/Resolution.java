package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.Optional;

/**
 * What evidence says of a sale that is in doubt.
 *
 * @param entry as it was read
 * @param outcome recorded; in conflict: something else of its invoice id is recorded; or failed: surely not recorded, so that the
 *     next import sends it
 * @param recorded what the service would have answered; empty where that is not known, because it converted the amount
 */
public record Resolution(Entry entry, Outcome outcome, Optional<Money> recorded) {
    public Resolution {
        boolean isKnown = switch (outcome) {
            case RECORDED, CONFLICT -> entry.isInDoubt();
            case FAILED -> entry.isInDoubt() && recorded.isEmpty();
            case SKIPPED, DUPLICATE, FILTERED, INVALID, UNATTRIBUTED, REFUSED, IN_DOUBT -> false;
        };
        if (!isKnown) {
            throw new IllegalArgumentException("no evidence makes " + entry.outcome() + " " + outcome.word());
        }
    }
}
