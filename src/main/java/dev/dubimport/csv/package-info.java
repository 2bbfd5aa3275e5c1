/**
 * CSV files of sales: how their bytes become rows with a position, how a mapping turns columns into fields, which invoice ids
 * stand in a file twice, and the rejects file that people mend.
 *
 * <p>What was decided about files that could be read in more than one way:
 *
 * <ul>
 *   <li>A cell is what was written. Blanks around it are taken off later: by the rules from fields, here from single keys of
 *       the metadata. Only blanks between a closing quote and the comma belong to nothing.
 *   <li>A quote inside an unquoted cell ({@code 12" pipe}) is a character like any other.
 *   <li>A line of blanks only is no row, be they in quotes; a line of commas only is one.
 *   <li>A row with too many or too few cells is invalid: nobody can say which cell is the wrong one.
 *   <li>After a mistake in quoting, or a quote that is not closed within 1,000,000 characters, the one physical line on which
 *       the row starts is invalid, and the next line is read as the start of a row.
 *   <li>A byte that is not UTF-8, a NUL, or a line of more than 1,000,000 characters makes the file unusable.
 *   <li>A column that stands twice makes the file unusable, even if nothing uses it; columns without a name may stand there
 *       as often as they like, and are ignored.
 *   <li>An empty cell gives no field and no key of the metadata. A cell of blanks only is a mistake in a field and in JSON,
 *       and gives no key where the column is a single key.
 *   <li>The header is the first of the first 20 records with which the file fits the mapping; what stands above it is skipped.
 *   <li>What is packed (gzip, zip) is told by its first bytes. Every file in a zip is meant, but folders, {@code __MACOSX/} and
 *       dot files; what is behind the end of a gzip, and what its checksum does not fit, makes the file unusable.
 *   <li>What the mapping says goes before the contract's names: of a field with a constant, a column of its name is ignored.
 * </ul>
 */
@NullMarked
package dev.dubimport.csv;

import org.jspecify.annotations.NullMarked;
