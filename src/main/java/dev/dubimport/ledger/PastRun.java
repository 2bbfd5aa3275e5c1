package dev.dubimport.ledger;

/**
 * What stays of a run once the job repository has forgotten it.
 *
 * @param rowsDone rows from the top of the file that have an outcome
 * @param totals their control totals, in the words of who wrote them
 */
public record PastRun(long run, boolean isCompleted, long rowsDone, String totals) {}
