package dev.dubimport.ledger;

import java.time.Instant;

/**
 * A call that was made for the sale of a row.
 *
 * @param said what came of it, in plain words
 */
public record Attempt(RowKey row, Instant at, String said) {}
