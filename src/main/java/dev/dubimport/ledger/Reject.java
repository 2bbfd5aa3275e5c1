package dev.dubimport.ledger;

import dev.dubimport.sale.Finding;
import java.util.List;

/** A row that is not surely in the destination's books, with its cells, so that it can be mended and imported again. */
public record Reject(RowKey row, Finding finding, List<String> cells) {}
