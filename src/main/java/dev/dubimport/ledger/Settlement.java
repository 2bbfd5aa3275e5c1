package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.Optional;

/**
 * What became of a claimed sale.
 *
 * @param recorded what the service answered that it recorded: in US dollars, whatever the sale was in
 */
public record Settlement(String invoiceId, Outcome outcome, Optional<Money> recorded) {}
