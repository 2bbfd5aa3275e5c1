package dev.dubimport.reconcile;

import java.time.Instant;

/**
 * What came of adopting what the service has recorded.
 *
 * @param asOf what was recorded until then was adopted
 * @param added sales that the ledger did not know
 * @param known sales that it knew
 * @param nameless sale events without an invoice id: nothing protects these from being recorded again
 * @param repeated invoice ids that the service has more than once
 * @param settled sales in doubt of which this has found out what became of them
 */
public record Adopted(
        Instant asOf,
        long added,
        long known,
        long nameless,
        long repeated,
        Reconciliation.Settled settled,
        Reconciliation.Service service) {}
