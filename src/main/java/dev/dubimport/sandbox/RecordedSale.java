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
        Instant at) {}
