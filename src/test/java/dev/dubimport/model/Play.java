package dev.dubimport.model;

import dev.dubimport.dub.ApiKey;
import dev.dubimport.dub.BaseUrl;
import dev.dubimport.dub.Dub;
import dev.dubimport.dub.PlayedAnswer;
import dev.dubimport.dub.PlayedDub;
import dev.dubimport.dub.Rate;
import dev.dubimport.dub.Settings;
import dev.dubimport.job.PlayedJob;
import dev.dubimport.ledger.Destination;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A history, played: process after process on one timeline, and after each a look into all books. */
final class Play {
    /** A run that takes longer than this, with a circuit that gives up long before, will never end. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(30);

    private static final Duration LONG_ANSWER = Duration.ofMillis(400);
    private static final int MOST_RERUNS = 6;

    private final Stage stage;
    private final History history;
    private final Timeline time;
    private final Service service;
    private final Destination destination;
    private final Audit audit;
    private final Tally tally;
    private final Consumer<String> trace;
    private boolean clockIsOff;

    private Play(History history, Stage stage, Tally tally, Consumer<String> trace) {
        this.history = history;
        this.stage = stage;
        this.tally = tally;
        this.time = new Timeline(history.seed());
        this.trace = what -> trace.accept(Duration.ofNanos(time.nanos()) + " " + what);
        this.service = new Service(time, history.scene(), history.seed(), this.trace);
        this.destination = new Destination(URI.create("https://api.dub.co"), stage.nextWorkspace());
        this.audit = new Audit(service, history, stage.ledger.books(destination));
        stage.clock.follow(time);
    }

    /** Returns what was not kept; nothing, if all is well. */
    static List<Breach> of(History history, Stage stage, Tally tally, Consumer<String> trace) {
        return new Play(history, stage, tally, trace).play();
    }

    private List<Breach> play() {
        for (Life life : history.lives()) {
            live(life);
            service.mend();
            trace.accept("pause of " + life.pauseAfter());
            time.sleep(life.pauseAfter().toNanos(), () -> false);
            clockIsOff |= !life.clockStep().isZero();
        }
        Optional<PlayedJob.Result> last = rerunUntilCompleted();
        time.sleep(Duration.ofHours(2).toNanos(), () -> false);
        boolean mayBeTooLate =
                clockIsOff || time.nanos() > Duration.ofDays(6).plusHours(20).toNanos();
        last.ifPresentOrElse(result -> audit.end(result, mayBeTooLate), audit::neverEnded);
        audit.expectNoCallForRecorded();
        live(lastLife());
        audit.endWithoutCallForRecorded();
        tally.count(history, service, audit.breaches());
        return audit.breaches();
    }

    private Optional<PlayedJob.Result> rerunUntilCompleted() {
        for (int rerun = 0; rerun < MOST_RERUNS; rerun++) {
            Optional<PlayedJob.Result> result = live(lastLife());
            if (result.filter(PlayedJob.Result::completed).isPresent() && rerun > 0) {
                return result;
            }
            time.sleep(Duration.ofMinutes(1).toNanos(), () -> false);
        }
        return Optional.empty();
    }

    private Life lastLife() {
        return Life.untroubled(history.lastRows());
    }

    /** One process, from its start to its end or death; empty if it did not come to its end. */
    private Optional<PlayedJob.Result> live(Life life) {
        Fate fate = new Fate(life.ending());
        trace.accept("process begins, " + life.ending());
        stage.write(life.rows());
        stage.storage.serve(fate);
        boolean[] over = {false};
        time.at(time.nanos() + life.ending().at().toNanos(), () -> {
            if (!over[0]) {
                fate.timeIsUp();
            }
        });
        if (!life.clockStep().isZero()) {
            time.at(time.nanos() + life.stepAt().toNanos(), () -> {
                trace.accept("clock set forward by " + life.clockStep());
                stage.clock.setForward(life.clockStep());
            });
        }
        List<PlayedJob.Result> result = new ArrayList<>();
        Dub dub = client(life, fate);
        try {
            Lifetime lifetime = new Lifetime(fate);
            result.add(stage.job.run(
                    stage.file,
                    destination,
                    dub,
                    history.scene().rowsPerChunk(),
                    history.scene().groupSize(),
                    lifetime));
        } catch (Throwable e) {
            if (!fate.isDead() && !fate.ledgerFailed()) {
                audit.broke(e);
            }
            trace.accept("process ends by " + e);
        }
        over[0] = true;
        dub.stop();
        time.awaitOthers();
        trace.accept("process is over: " + result);
        fate.met().ifPresent(point -> tally.ended(life.ending().kind(), point));
        stage.storage.serve(new Fate(Ending.NONE));
        audit.afterProcess(life, result);
        return result.stream().findFirst();
    }

    private Dub client(Life life, Fate fate) {
        Settings settings = Settings.of(
                BaseUrl.parse("https://api.dub.co"),
                ApiKey.of("dub_played"),
                Rate.parse(life.rate()),
                history.scene().concurrency());
        return PlayedDub.open(
                settings,
                body -> {
                    fate.visit(Point.BEFORE_SEND);
                    fate.visitFor(Point.SENT, LONG_ANSWER.toNanos(), time);
                    PlayedAnswer answer = service.call(body, life.faultRate(), fate);
                    fate.visit(Point.ANSWERED);
                    return answer;
                },
                new Lifetime(fate)::sleep,
                time::nanos,
                stage.clock,
                time::chance,
                new Crew(time, history.scene().concurrency()));
    }

    /** How a process waits: no longer than it lives. */
    private final class Lifetime implements PlayedJob.World {
        private final Fate fate;
        private final long began = time.nanos();

        private Lifetime(Fate fate) {
            this.fate = fate;
        }

        @Override
        public void sleep(long nanos, BooleanSupplier sooner) {
            fate.ensureAlive();
            if (time.nanos() - began > LONGEST_LIFE.toNanos()) {
                throw new IllegalStateException("the run goes on and on");
            }
            time.sleep(nanos, () -> fate.isDead() || sooner.getAsBoolean());
            fate.ensureAlive();
        }

        @Override
        public void await(BooleanSupplier condition) {
            fate.ensureAlive();
            time.await(() -> fate.isDead() || condition.getAsBoolean());
            fate.ensureAlive();
        }

        @Override
        public long nanoTime() {
            return time.nanos();
        }

        @Override
        public void stopsBy(Runnable stop) {
            fate.stopsBy(stop);
        }

        @Override
        public Duration notResentBefore() {
            return Bounds.ANSWER_WITHIN.plus(Bounds.SETTLED_WITHIN);
        }
    }
}
