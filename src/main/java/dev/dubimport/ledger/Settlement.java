package dev.dubimport.ledger;

import dev.dubimport.sale.Outcome;

/**
 * What became of a claimed sale.
 *
 * @param code the reason in one word; empty where it was recorded
 * @param message the reason in words; empty where it was recorded
 */
public record Settlement(String invoiceId, Outcome outcome, String code, String message) {}
