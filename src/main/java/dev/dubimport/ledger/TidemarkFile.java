package dev.dubimport.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tidemark as a small file. It is written after the claims are on the disk and never synced itself, so that it may lag
 * behind the ledger after a loss of power, and never runs ahead of it.
 */
record TidemarkFile(Path file) implements Tidemark {

    /** Stands for the runs in a ledger that none has claimed in yet. */
    private static final long NO_RUN = 0;

    private static final long UNFINISHED = Long.MAX_VALUE;

    /**
     * The run that claimed last, and how often it had; a restored ledger has none yet, and one that was begun anew has its adopted
     * entries.
     */
    private record Height(long run, long claims) {}

    /** Of one length, so that a write needs no room on a full disk. */
    @Override
    public void rise(long run, long claims) {
        boolean isFirst = !exists();
        byte[] text = String.format(Locale.ROOT, "%019d %019d%n", run, claims).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text), 0);
            if (isFirst) {
                forceNames();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tidemark " + file + " cannot be written", e);
        }
    }

    /** Before the first sale is sent: the ledger beside it is as new, and may be without a name after a loss of power. */
    private void forceNames() throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Disk.forceNames(folder);
        Disk.forceNames(Objects.requireNonNullElse(folder.getParent(), folder));
    }

    /** There is a ledger, of which it is not known yet how far it has come. */
    void begin() {
        rise(NO_RUN, 0);
    }

    /** There is a ledger that is not to be used before it has adopted what the service has recorded. */
    void beginAnew() {
        rise(NO_RUN, UNFINISHED);
    }

    /** It has, and has so many adopted entries. */
    void endAnew(long adopted) {
        rise(NO_RUN, adopted);
    }

    /** Whether a ledger was begun anew and has not adopted what the service has recorded. */
    boolean isUnfinished() {
        return read().filter(new Height(NO_RUN, UNFINISHED)::equals).isPresent();
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** What the ledger lacks of what it once had, if it lacks anything. */
    Optional<String> missedBy(JdbcTemplate ledger) {
        return asItIs().apply(ledger);
    }

    /** As above, by the tidemark of this moment, whenever it is asked. */
    Function<JdbcTemplate, Optional<String>> asItIs() {
        Optional<Height> height = read();
        return ledger -> missedBy(ledger, height);
    }

    private static Optional<String> missedBy(JdbcTemplate ledger, Optional<Height> height) {
        if (height.isEmpty() || height.get().equals(new Height(NO_RUN, 0))) {
            return Optional.empty();
        }
        Height reached = height.get();
        if (reached.run() == NO_RUN) {
            return adoptedMissedBy(ledger, reached.claims());
        }
        if (!hasRuns(ledger)) {
            return Optional.of("it is empty, and run " + reached.run() + " had sent sales");
        }
        long claims = ledger.queryForList("select claims from run where id = ?", Long.class, reached.run()).stream()
                .findFirst()
                .orElse(0L);
        return claims >= reached.claims()
                ? Optional.empty()
                : Optional.of("of the " + reached.claims() + " times that run " + reached.run()
                        + " had claimed sales it knows " + claims);
    }

    private static Optional<String> adoptedMissedBy(JdbcTemplate ledger, long reached) {
        if (reached == UNFINISHED) {
            return Optional.of(
                    "it was begun anew, and what the service has recorded was not adopted to the end; adopt it again");
        }
        long adopted = hasRuns(ledger)
                ? Objects.requireNonNull(ledger.queryForObject("select count(*) from entry where adopted", Long.class))
                : 0;
        return adopted >= reached
                ? Optional.empty()
                : Optional.of("of " + reached + " adopted entries it has " + adopted);
    }

    private static boolean hasRuns(JdbcTemplate ledger) {
        return !ledger.queryForList(
                        "select 1 from information_schema.tables where lower(table_name) = 'run'", Integer.class)
                .isEmpty();
    }

    private Optional<Height> read() {
        if (!exists()) {
            return Optional.empty();
        }
        try {
            String[] words =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", 2);
            return Optional.of(new Height(Long.parseLong(words[0]), Long.parseLong(words[words.length - 1])));
        } catch (IOException | NumberFormatException e) {
            throw new UnusableLedger(
                    "the tidemark " + file + " cannot be read, which tells how far the ledger beside it had come (" + e
                            + "); move it elsewhere, and if `dub-import ledger verify` finds the ledger sound then and `status` the"
                            + " latest runs, go on without it",
                    e);
        }
    }
}
