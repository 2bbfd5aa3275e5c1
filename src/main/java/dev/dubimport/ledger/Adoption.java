package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import java.time.Instant;

/**
 * A sale that the service has recorded, and that the ledger is to know of without ever having sent it.
 *
 * @param recorded as the service counts it
 * @param at when it was recorded, or found recorded
 */
public record Adoption(String invoiceId, Money recorded, Instant at) {}
