package dev.dubimport.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The files that are to be taken up again, and when. */
final class Waiting {
    static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    private final Map<Path, Instant> until = new HashMap<>();

    int size() {
        return until.size();
    }

    void until(Path file, Instant next) {
        until.put(file, next);
    }

    /** As somebody else left it; what is known better here stays. */
    void remember(Path file, Instant next) {
        until.putIfAbsent(file, next);
    }

    void noMore(Path file) {
        until.remove(file);
    }

    void forgetGone() {
        until.keySet().removeIf(Files::notExists);
    }

    /** Whether the file waits, but not long enough yet. */
    boolean isPutOff(Path file, Instant now) {
        return until.containsKey(file) && isAhead(until.get(file), now);
    }

    /** Whether the file has waited long enough. */
    boolean isToBeTakenUp(Path file, Instant now) {
        return until.containsKey(file) && !isAhead(until.get(file), now);
    }

    /** A moment that is further away than anybody ever waits comes from a clock that was wrong. */
    static boolean isAhead(Instant moment, Instant now) {
        return moment.isAfter(now) && !moment.isAfter(now.plus(BACKOFF.longest()));
    }
}
