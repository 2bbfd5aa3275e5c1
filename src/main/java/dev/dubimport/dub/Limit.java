package dev.dubimport.dub;

import java.time.Duration;

/**
 * What the service's own limiter says where it refuses a call.
 *
 * @param callsPerMinute how many calls the key has in all; positive
 * @param windowEndsIn when the minute ends over which it counts
 */
record Limit(long callsPerMinute, Duration windowEndsIn) {}
