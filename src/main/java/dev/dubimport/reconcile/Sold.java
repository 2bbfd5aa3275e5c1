package dev.dubimport.reconcile;

import dev.dubimport.sale.Money;
import java.util.Optional;

/**
 * A sale as a file has it.
 *
 * @param file what people call the file
 * @param customer the customer's id; empty where the row cannot be read so far
 * @param amount as it is sent; empty where it cannot be read
 */
public record Sold(String file, long line, String customer, Optional<Money> amount) {}
