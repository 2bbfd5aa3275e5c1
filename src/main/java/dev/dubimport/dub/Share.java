package dev.dubimport.dub;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of the key's limit is ours while other programs use the same key. The service says nothing until its window is full;
 * then a refusal tells the share exactly: what we have in the window at that moment is what the others leave. So the first
 * refusal sets the share. A little less is kept to for a window's length; then the share grows, slowly at first, until the next
 * refusal or the whole limit.
 *
 * <p>Refusals of calls that were under way when the share was set say nothing new. One before the share could grow says that it
 * was too large, by chance or because the others get faster: it falls a little, then a lot, and then the rest of the window is
 * waited out as well.
 *
 * <p>Times are nanoseconds since some beginning. Thread-safe.
 */
final class Share {
    private static final double KEPT = 0.95;
    private static final double KEPT_AFTER_A_STRIKE = 0.9;
    private static final double KEPT_AFTER_MORE = 0.7;
    private static final double LEAST = 0.05;

    /** What others count by is a little unlike what we count by: a call takes its time to arrive. */
    private static final double OF_TOLD_LIMIT = 0.99;

    private static final long GROWING_NANOS = 45_000_000_000L;

    /** A share is kept for a window, and a small one longer, so that a refusal is less than a hundredth of the calls. */
    private static final int CALLS_HELD = 200;

    private static final int MOST_WINDOWS_HELD = 2;

    private final double most;
    private final Calls calls = new Calls();
    private double limit;
    private boolean isLimited;
    private double kept;
    private int strikes;
    private long setAtNanos;
    private long minuteBeganNanos;

    /** A share that is all of the limit, until a refusal tells otherwise. */
    Share(long callsPerMinute) {
        this.most = callsPerMinute;
        this.limit = callsPerMinute;
    }

    /** Takes a call's place in the window: zero; or else tells how long it is until there can be one. */
    synchronized long take(long nanos) {
        double tooMany = isLimited ? used(nanos) + 1 - allowed(nanos) : 0;
        if (tooMany <= 0) {
            calls.add(nanos);
            return 0;
        }
        return Math.min(Calls.WINDOW_NANOS, (long) (tooMany / kept * Calls.WINDOW_NANOS) + 1);
    }

    /**
     * Hears that a call was refused.
     *
     * @param takenNanos when it took its place
     * @param asked how long the service asks us to wait
     * @param told what the API's own limiter said; without that another refused, whose window nobody knows: its wish is followed to
     *     the letter
     * @return how long nobody may send. To the API's limiter the end of the window is but the latest moment: there is room before
     */
    synchronized Duration refused(long takenNanos, long nanos, Duration asked, Optional<Limit> told) {
        calls.remove(takenNanos);
        told.ifPresent(window -> limit = Math.min(most, window.callsPerMinute() * OF_TOLD_LIMIT));
        if (!isLimited || takenNanos > setAtNanos) {
            strikes = isLimited && nanos - setAtNanos < heldNanos() ? strikes + 1 : 0;
            Duration windowEndsIn = told.map(Limit::windowEndsIn).orElse(Duration.ZERO);
            minuteBeganNanos = nanos + windowEndsIn.toNanos() - Calls.WINDOW_NANOS;
            double left = told.isPresent() ? KEPT * used(takenNanos) : limit;
            kept = Math.max(LEAST * limit, Math.min(left, worthKeeping(nanos)));
            isLimited = true;
            setAtNanos = nanos;
        }
        return told.isEmpty() || strikes > 1 ? asked : Duration.ZERO;
    }

    private double worthKeeping(long nanos) {
        return switch (strikes) {
            case 0 -> KEPT * allowed(nanos);
            case 1 -> KEPT_AFTER_A_STRIKE * kept;
            default -> KEPT_AFTER_MORE * kept;
        };
    }

    private double used(long nanos) {
        return calls.used(nanos, Math.floorMod(nanos - minuteBeganNanos, Calls.WINDOW_NANOS));
    }

    /** How many calls the window may hold now. */
    synchronized double allowed(long nanos) {
        if (!isLimited) {
            return limit;
        }
        double grown = Math.max(0, nanos - setAtNanos - heldNanos()) / (double) GROWING_NANOS;
        return Math.min(limit, kept + (limit - kept) * grown * grown * grown);
    }

    private long heldNanos() {
        return (long) (Calls.WINDOW_NANOS * Math.max(1, Math.min(MOST_WINDOWS_HELD, CALLS_HELD / kept)));
    }
}
