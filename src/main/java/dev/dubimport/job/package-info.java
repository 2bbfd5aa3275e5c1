/**
 * The Spring Batch job: one step that reads rows, finds out what is to be done with each, sends what must be sent and saves
 * outcomes and position together. The only room that knows Spring Batch.
 */
@NullMarked
package dev.dubimport.job;

import org.jspecify.annotations.NullMarked;
