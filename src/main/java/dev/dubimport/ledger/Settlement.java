package dev.dubimport.ledger;

import dev.dubimport.sale.Outcome;

/** What became of a claimed sale. */
public record Settlement(String invoiceId, Outcome outcome) {}
