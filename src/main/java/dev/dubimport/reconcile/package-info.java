/**
 * Compares what was sold with what is recorded: files, ledger and service, joined on the invoice id. Knows nothing of commands
 * and pages.
 */
@NullMarked
package dev.dubimport.reconcile;

import org.jspecify.annotations.NullMarked;
