package dev.dubimport.ledger;

/** A row of a run: what an entry belongs to. */
public record RowKey(long run, long line) {}
