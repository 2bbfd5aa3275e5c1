/**
 * Breaks the importer on purpose, as real processes against the sandbox, and audits what the service, the ledger and the runs
 * say afterwards. {@code scripts/torture} runs it and publishes the figures in {@code docs/reliability.md}; it stands among
 * the tests because it shares their fixtures, and because its auditor is tested with them.
 */
@NullMarked
package dev.dubimport.torture;

import org.jspecify.annotations.NullMarked;
