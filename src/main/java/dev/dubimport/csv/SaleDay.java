package dev.dubimport.csv;

import dev.dubimport.sale.DateFormat;

/**
 * Where a file tells when a sale was made, which the API has no field for.
 *
 * @param key of the metadata, under which it is sent as ISO 8601
 */
record SaleDay(ColumnNames column, DateFormat format, String key) {}
