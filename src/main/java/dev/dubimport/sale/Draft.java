package dev.dubimport.sale;

import java.util.List;
import java.util.Map;

/**
 * A row's cells by field of the contract, before any rule was applied to them.
 *
 * @param texts the cell of each field as it is written; where the file and the mapping give nothing, a field is absent or empty
 * @param refunded what was given back, as it is written; empty where the file does not tell
 * @param metadata the row's metadata, already in canonical form
 * @param violations what was found wrong before: in the shape of the row, or in its metadata
 */
public record Draft(Map<Field, String> texts, String refunded, Metadata metadata, List<Violation> violations) {}
