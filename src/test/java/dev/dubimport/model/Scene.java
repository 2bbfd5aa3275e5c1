package dev.dubimport.model;

import java.util.Set;

/**
 * What all processes of a history have in common.
 *
 * @param faults the kinds of faults that calls may meet
 * @param callsPerMinute the service's limit, for this key and all who use it
 */
record Scene(Set<Fault> faults, int concurrency, int rowsPerChunk, int groupSize, int callsPerMinute) {}
