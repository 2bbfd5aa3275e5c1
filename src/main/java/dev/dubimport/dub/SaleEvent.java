package dev.dubimport.dub;

import java.time.Instant;

/**
 * One sale event as the service has it.
 *
 * @param at the moment of the call that recorded it, not of the historical sale
 * @param invoiceId empty where it has none
 * @param customerId the customer's {@code externalId}; empty where it is unknown
 * @param minorUnits as the service counts them, never negative: converted to US dollars if the sale was in another currency
 * @param currency three letters in capitals, an ISO code unless somebody sent another
 * @param paymentProcessor empty where the service does not tell
 * @param eventName empty where the service does not tell
 */
public record SaleEvent(
        String eventId,
        Instant at,
        String invoiceId,
        String customerId,
        long minorUnits,
        String currency,
        String paymentProcessor,
        String eventName) {}
