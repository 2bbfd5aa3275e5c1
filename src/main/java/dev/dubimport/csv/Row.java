package dev.dubimport.csv;

import dev.dubimport.sale.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One record of a file, and what the rules say of it.
 *
 * @param number counts the records behind the header, from 1
 * @param line the physical line on which the record starts; the first line of the file is 1
 * @param cells what was written, in the order of the file: nothing is trimmed. A ragged row has more or fewer cells than the
 *     header; a malformed one has its whole line as the only cell
 * @param day when the sale was made, where the mapping names a column for it and it can be read
 * @param invoiceId what stands in the column of invoice ids, to name the row by; empty where nothing can be told
 */
public record Row(
        long number, long line, List<String> cells, Verdict verdict, Optional<LocalDate> day, String invoiceId) {}
