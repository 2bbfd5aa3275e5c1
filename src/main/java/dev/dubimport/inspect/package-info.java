/**
 * What a file that nobody has described yet seems to be: how it is written, which export it is or which column is which field,
 * what its rows would become, and what about it is suspicious.
 *
 * <p>A reading is proposed only where the file itself decides it. What two people could read differently is left to a person,
 * in the mapping too: see decision 23.
 */
@NullMarked
package dev.dubimport.inspect;

import org.jspecify.annotations.NullMarked;
