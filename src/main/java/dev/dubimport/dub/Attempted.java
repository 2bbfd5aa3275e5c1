package dev.dubimport.dub;

import java.time.Instant;

/**
 * One call that was made to have a sale recorded.
 *
 * @param at when it was made
 * @param said what came of it, in plain words: the service's answer, or why there was none; never shows the key
 */
public record Attempted(Instant at, String said) {}
