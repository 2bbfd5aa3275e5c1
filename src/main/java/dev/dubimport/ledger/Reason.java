package dev.dubimport.ledger;

import dev.dubimport.sale.Outcome;

/**
 * Why rows of a run were not recorded, or are no sales: all that share an outcome and a code.
 *
 * @param firstLine the first such line, and what was said there
 */
public record Reason(Outcome outcome, String code, long count, long firstLine, String message) {}
