package dev.dubimport.console;

import dev.dubimport.job.Progress;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Run;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes once a second into a small file how far a run is, so that a console of whatever process can show it, and takes the file
 * away at its end. A disk that refuses takes nothing away from the run.
 */
public final class LiveFile implements Progress, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WRITING = Duration.ofSeconds(2);

    private final Optional<Path> place;
    private final String file;
    private final long rows;
    private final Progress next;
    private final Clock clock;
    private final Pace pace;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::writeUntilTheEnd, "live-progress");
    private volatile Optional<Begun> begun = Optional.empty();
    private volatile Map<Outcome, Long> counts = LiveRun.counts(ControlTotals.ZERO);
    private volatile Instant movedAt;

    private record Begun(long run, Destination destination, Instant at) {}

    /**
     * Writes nothing yet.
     *
     * @param place empty for a run that no console should see
     * @param next who is told of the progress otherwise
     */
    LiveFile(Optional<Path> place, String file, long rows, Progress next, Clock clock) {
        this.place = place;
        this.file = file;
        this.rows = rows;
        this.next = next;
        this.clock = clock;
        this.pace = new Pace();
        this.movedAt = clock.instant();
    }

    @Override
    public void begun(Run run) {
        next.begun(run);
        movedAt = clock.instant();
        begun = Optional.of(new Begun(run.id(), run.destination(), movedAt));
        if (place.isPresent() && !thread.isAlive()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void update(ControlTotals totals) {
        Map<Outcome, Long> now = LiveRun.counts(totals);
        if (!now.equals(counts)) {
            movedAt = clock.instant();
            counts = now;
        }
        next.update(totals);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(LONGEST_WRITING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (place.isPresent()) {
                Files.deleteIfExists(place.get());
            }
        } catch (IOException e) {
            LOG.debug("the progress of a run that has ended cannot be deleted", e);
        }
    }

    private void writeUntilTheEnd() {
        do {
            write();
        } while (!isEnded());
    }

    private boolean isEnded() {
        try {
            return ended.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void write() {
        try {
            write(place.orElseThrow());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the progress of the run cannot be written", e);
        }
    }

    private void write(Path target) throws IOException {
        Begun of = begun.orElseThrow();
        Map<Outcome, Long> now = counts;
        LiveRun run = new LiveRun(
                of.run(),
                file,
                of.destination(),
                rows,
                now,
                pace.at(
                        System.nanoTime(),
                        now.values().stream().mapToLong(Long::longValue).sum()),
                of.at(),
                movedAt,
                clock.instant());
        Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
        // Such files are readable by their owner alone.
        Path draft = Files.createTempFile(folder, ".", ".tmp");
        try {
            Files.writeString(draft, run.json(), StandardCharsets.UTF_8);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
