package dev.dubimport.csv;

import dev.dubimport.sale.Refunds;

/** Where a file tells what was given back, and what then becomes of the sale. */
record Refunded(ColumnNames column, Refunds refunds) {}
