/** The command line: commands, options, exit codes, and all that people see. The only room that prints and exits. */
@NullMarked
package dev.dubimport.cli;

import org.jspecify.annotations.NullMarked;
