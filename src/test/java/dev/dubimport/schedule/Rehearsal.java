package dev.dubimport.schedule;

import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Diary;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Turn;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import dev.dubimport.schedule.Imported.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An inbox, a real diary, time that a test has pass, and imports that end as it says. */
final class Rehearsal {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final String INBOX = "inbox-1";

    final Path inbox;
    final List<String> lines = new ArrayList<>();
    final List<Happening> happenings = new ArrayList<>();
    final List<Path> imported = new ArrayList<>();
    final Diary diary;
    private Instant now = NOON;
    private Ending ending = Ending.RECORDED;
    private Optional<Error> killer = Optional.empty();
    private Outcome outcome = Outcome.RECORDED;
    private Runnable meanwhile = () -> {};

    Rehearsal(Path inbox) {
        this.inbox = inbox;
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Destination destination = new Destination(URI.create("https://api.dub.co"), "acme");
        this.diary = Ledger.open(database, new JdbcTransactionManager(database), clock())
                .diary(destination, Turn.UNDISPUTED);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passUntil(Instant moment) {
        now = moment;
    }

    void importsEnd(Ending how) {
        ending = how;
        killer = Optional.empty();
    }

    /** What becomes of the one row of the next imports. */
    void rowsAre(Outcome what) {
        outcome = what;
    }

    /** Happens during the next import. */
    void meanwhile(Runnable what) {
        meanwhile = what;
    }

    /** The next imports end the process. */
    void importsKill() {
        killer = Optional.of(new OutOfMemoryError("the process is gone"));
    }

    Plan watching(Optional<LocalTime> expectFileBy) {
        return new Plan(inbox, Completeness.RENAMED, Duration.ZERO, Optional.empty(), expectFileBy, ZoneOffset.UTC);
    }

    Plan nightly(String cron) {
        return new Plan(
                inbox,
                Completeness.RENAMED,
                Duration.ZERO,
                Optional.of(Calendar.parse(cron, ZoneOffset.UTC)),
                Optional.empty(),
                ZoneOffset.UTC);
    }

    Events events(Plan plan) {
        return new Events(clock(), plan, lines::add, happenings::add);
    }

    /** As a process has it that is started now. */
    Intake intake() {
        return new Intake(inbox, new Archive(inbox), events(watching(Optional.empty())), () -> false);
    }

    Office.Desk desk() {
        return new Office.Desk(diary, this::importIt);
    }

    Path file(String name, String content) {
        return write(inbox.resolve(name), content);
    }

    <T extends Happening> List<T> told(Class<T> kind) {
        return happenings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Imported importIt(Path file, Path beside) {
        imported.add(file);
        killer.ifPresent(error -> {
            throw error;
        });
        write(beside.resolve("report.html"), "report");
        if (ending == Ending.REJECTS) {
            write(beside.resolve("rejects.csv"), "rejects");
        }
        Runnable happens = meanwhile;
        meanwhile = () -> {};
        happens.run();
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(outcome, Optional.empty());
        return new Imported(ending, "ended as " + ending, "said", 0, List.of(7L), tally.totals());
    }

    static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
