package dev.dubimport.ledger;

import dev.dubimport.sale.Finding;
import java.util.List;

/**
 * A row about which a person will ask why, and the answer.
 *
 * @param cells what was written, so that the row can be mended and imported again; none where it is no sale
 */
public record Reject(RowKey row, Finding finding, List<String> cells) {}
