package dev.dubimport.reconcile;

import dev.dubimport.sale.ControlTotals;
import java.util.List;

/**
 * What can be known of an import before the first sale is sent.
 *
 * @param attributable sales to send whose customers the service knows
 * @param unattributable sales to send that would come back unrecorded: the service knows no such customer
 * @param recordedAlready sales that the service has recorded, and the ledger did not know
 * @param inLedger sales that the ledger has as recorded, in conflict or in doubt
 * @param settled sales that were in doubt, of these files or others, and were found recorded
 * @param hidden where sales are in doubt: how many sales the service counts and does not list, below zero where it lists more
 * @param customers of the sales to send
 * @param unknownCustomers how many of these the service does not know
 * @param examples the first of the customers that the service does not know
 */
public record Preflight(
        ControlTotals.Line attributable,
        ControlTotals.Line unattributable,
        ControlTotals.Line recordedAlready,
        ControlTotals.Line inLedger,
        long settled,
        long hidden,
        long customers,
        long unknownCustomers,
        List<String> examples) {}
