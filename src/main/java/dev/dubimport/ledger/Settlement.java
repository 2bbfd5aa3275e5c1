package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What became of a claimed sale.
 *
 * @param recorded what the service answered that it recorded: in US dollars, whatever the sale was in
 * @param attempts the calls that are worth telling; none where one answer decided it
 */
public record Settlement(String invoiceId, Outcome outcome, Optional<Money> recorded, List<Attempt> attempts) {
    public Settlement {
        attempts = List.copyOf(attempts);
    }
}
