package dev.dubimport.reconcile;

import java.util.Optional;

/**
 * A sale about which the books disagree.
 *
 * @param standing one of those that are differences
 * @param invoiceId empty where there is none
 * @param sold empty where no file has it
 * @param recorded empty where the service does not have it
 * @param reason in which way, in plain words: {@code sold for 12.50 GBP, recorded as 16.00 USD; ...}
 * @param next what to do about it
 */
public record Difference(
        Standing standing,
        String invoiceId,
        Optional<Sold> sold,
        Optional<Recorded> recorded,
        String reason,
        String next) {}
