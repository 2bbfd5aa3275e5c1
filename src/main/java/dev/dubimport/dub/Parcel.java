package dev.dubimport.dub;

import dev.dubimport.sale.Sale;
import java.time.Instant;

/**
 * A sale to be sent.
 *
 * @param mayBeRecorded whether an attempt of before may have been recorded, which the service still knows
 * @param resentUntil from when on the service may have forgotten the first attempt that may have been recorded: a sale in doubt
 *     is not sent again then, however long it waited for its turn
 */
public record Parcel(Sale sale, boolean mayBeRecorded, Instant resentUntil) {}
