/**
 * Dirty files that are made together with the truth about them: what every row is, on which line it starts, and what money it
 * holds. A file follows from its seed. The maker knows what it writes; it reads nothing, and uses nothing of the program, so
 * that no mistake can agree with itself.
 */
@NullMarked
package dev.dubimport.truth;

import org.jspecify.annotations.NullMarked;
