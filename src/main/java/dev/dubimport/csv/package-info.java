/**
 * CSV files of sales: how their bytes become rows with a position, how a mapping turns columns into fields, which invoice ids
 * stand in a file twice, and the rejects file that people mend.
 */
@NullMarked
package dev.dubimport.csv;

import org.jspecify.annotations.NullMarked;
