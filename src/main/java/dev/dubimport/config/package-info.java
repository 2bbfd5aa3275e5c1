/**
 * What is set once for many commands: a file with named profiles, and the variables {@code DUB_IMPORT_*}. Nothing else is
 * heard, no file is looked for in the current folder, and what nobody knows is refused: a ledger that is not the one that was
 * meant records every sale a second time.
 */
@NullMarked
package dev.dubimport.config;

import org.jspecify.annotations.NullMarked;
