package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that jumps, during a run and between runs: where the age of a doubt is not sure, nothing is resent. */
class ClockJumpTest {
    /** Fewer than those without an answer after which a run stops by itself. */
    private static final int SALES = 15;

    /** From ten unanswered sales on it is the service that is at fault, and the run waits. */
    private static final int FEW = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"PT240H", "PT-240H", "PT5M", "PT-5M"})
    void aJumpDuringARunLosesAndDoublesNothing(String jump) {
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", sales());

            Said said = session.at(new JumpingClock(Duration.parse(jump))).importing(file, "--rate", "6000/min");
            Said again = session.at(Clock.systemUTC()).importing(file);

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(again.out()).containsPattern("skipped +" + SALES + " ");
            assertThat(session.calls()).isEqualTo(SALES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT240H", "PT-240H"})
    void aDoubtOfAWrongClockIsNotResentByARightOne(String off) {
        try (Session session = new Session(folder, losingAnswers())) {
            Path file = session.file("sales.csv", sales(FEW));

            session.at(Clock.offset(Clock.systemUTC(), Duration.parse(off))).importing(file);
            long calls = session.calls();
            Said right = session.at(Clock.systemUTC()).importing(file);

            assertThat(right.out()).contains("in_doubt_too_long");
            assertThat(session.calls()).isEqualTo(calls);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT240H", "PT-240H"})
    void aDoubtOfARightClockIsNotResentByAWrongOne(String off) {
        try (Session session = new Session(folder, losingAnswers())) {
            Path file = session.file("sales.csv", sales(FEW));

            session.importing(file);
            long calls = session.calls();
            Said wrong = session.at(Clock.offset(Clock.systemUTC(), Duration.parse(off)))
                    .importing(file);

            assertThat(wrong.out()).contains("in_doubt_too_long");
            assertThat(session.calls()).isEqualTo(calls);
        }
    }

    @Test
    void fiveMinutesAreWithinWhatClocksDiffer() {
        try (Session session = new Session(folder, losingAnswers())) {
            Path file = session.file("sales.csv", sales(FEW));

            session.importing(file);
            long calls = session.calls();
            session.at(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-4))).importing(file);

            assertThat(session.calls()).isGreaterThan(calls);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    private static SandboxSettings losingAnswers() {
        return SandboxSettings.DEFAULT.withFaults(Faults.of(1.0, Fault.DROP_AFTER));
    }

    private static String sales() {
        return sales(SALES);
    }

    private static String sales(int sales) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= sales; sale++) {
            csv.append("cus_" + sale + ",1000,stripe,INV-" + sale + "\n");
        }
        return csv.toString();
    }

    /** Off by the jump or right, by chance, whenever it is asked. */
    private static final class JumpingClock extends Clock {
        private final Duration jump;
        private final Random random = new Random(7);

        JumpingClock(Duration jump) {
            this.jump = jump;
        }

        @Override
        public Instant instant() {
            return random.nextBoolean() ? Instant.now().plus(jump) : Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
