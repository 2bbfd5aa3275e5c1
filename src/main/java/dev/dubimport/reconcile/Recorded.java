package dev.dubimport.reconcile;

import java.time.Instant;

/**
 * A sale as the service has it; of one that it has more than once, the first.
 *
 * @param at the moment of the call, not of the historical sale
 * @param customer the customer's id; empty where the service tells none
 * @param currency its code in capitals, known to this Java or not
 * @param times how often the service has it
 */
public record Recorded(String eventId, Instant at, String customer, long minorUnits, String currency, long times) {}
