/**
 * The deterministic model: histories of faulty services, crashes, stops and edited files, in a time that is played, over the
 * real code of client, ledger and job. The same seed plays the same history.
 */
@NullMarked
package dev.dubimport.model;

import org.jspecify.annotations.NullMarked;
