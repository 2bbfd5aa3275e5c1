package dev.dubimport.reconcile;

/**
 * A file that was reconciled.
 *
 * @param sha256 of its bytes, in hexadecimal
 * @param rows all, those that are no sales included
 * @param filtered rows that are no sales
 * @param duplicates rows that repeat another one of the files
 */
public record ReconciledFile(String name, String sha256, long rows, long filtered, long duplicates) {}
