package dev.dubimport.torture;

import dev.dubimport.ledger.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Breaks what can be broken, for as long as it was told, and publishes what came of it. */
final class Torture {
    /** Most of a round is waiting: four of them fit on two cores. */
    private static final int ROUNDS_AT_ONCE = 4;

    private static final Duration LONGEST_SHORT_LANE = Duration.ofMinutes(5);
    private static final double SHARE_OF_A_LONG_LANE = 0.4;

    private final Options options;
    private final Goals goals;
    private final Map<RoundPlan.Lane, Lane> lanes = new EnumMap<>(RoundPlan.Lane.class);

    private Torture(Lab lab, PostgresServer postgres, Options options) {
        this.options = options;
        this.goals = new Goals(options.minutes());
        for (RoundPlan.Lane lane : RoundPlan.Lane.values()) {
            lanes.put(
                    lane,
                    lane == RoundPlan.Lane.TWO_PROCESSES
                            ? new Lane(
                                    lab,
                                    System.err,
                                    folder -> LedgerPlace.inDatabase(folder, postgres.freshDatabase()),
                                    new DatabaseOutages(postgres))
                            : new Lane(lab, System.err, LedgerPlace::inFolder, Weather.FINE));
        }
    }

    /** Arguments: the checkout's folder, its commit, then the options of scripts/torture. */
    public static void main(String[] arguments) throws InterruptedException {
        Lab lab = new Lab(Path.of(arguments[0]));
        Options options;
        try {
            options = Options.parse(Arrays.asList(arguments).subList(2, arguments.length));
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Torture::endImporters));
        int exitCode;
        try (PostgresServer postgres = PostgresServer.start()) {
            Torture torture = new Torture(lab, postgres, options);
            exitCode = options.round().isPresent()
                    ? torture.playAgain(options.round().get())
                    : torture.playAll(lab, arguments[1]);
        }
        System.exit(exitCode);
    }

    /** Where this process is interrupted: what it started must not go on alone. PostgreSQL ends by a hook of its own. */
    private static void endImporters() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private int playAgain(RoundPlan plan) {
        Lane lane = lane(plan.lane());
        lane.play(plan);
        return lane.figures().findings().isEmpty() ? 0 : 1;
    }

    private int playAll(Lab lab, String commit) throws InterruptedException {
        System.err.println("torture: seed " + options.seed() + ", about " + options.minutes() + " minutes");
        long begunNanos = System.nanoTime();
        play(
                RoundPlan.Lane.WRONG_IMPORTER,
                1,
                () -> figures(RoundPlan.Lane.WRONG_IMPORTER).rounds() == 1,
                LONGEST_SHORT_LANE);
        SimulatedHistories histories =
                SimulatedHistories.play(lab, options.seed(), goals.histories(), LONGEST_SHORT_LANE);
        System.err.println("torture: " + histories.histories() + " simulated histories, " + histories.broken()
                + " broken " + histories.problem());
        playEachFault();
        play(
                RoundPlan.Lane.ONE_PROCESS,
                ROUNDS_AT_ONCE,
                () -> figures(RoundPlan.Lane.ONE_PROCESS).kills() >= goals.kills(),
                goals.longestLane(SHARE_OF_A_LONG_LANE));
        play(
                RoundPlan.Lane.TWO_PROCESSES,
                1,
                () -> figures(RoundPlan.Lane.TWO_PROCESSES).sales() >= goals.salesOfTwoProcesses(),
                goals.longestLane(SHARE_OF_A_LONG_LANE));
        Verdict verdict = Verdict.of(this::figures, histories, goals);
        Publication publication = new Publication()
                .ofMachine(commit, options.seed(), Duration.ofNanos(System.nanoTime() - begunNanos))
                .ofTimings()
                .of(histories)
                .of(goals)
                .with("verdict", verdict.sentence());
        lanes.forEach((lane, played) -> publication.with(lane.toString(), played.figures()));
        publication.writeTo(lab.root().resolve("docs/reliability.md"));
        System.err.println("torture: " + verdict.sentence() + " See docs/reliability.md.");
        return verdict.holds() ? 0 : 1;
    }

    private void playEachFault() throws InterruptedException {
        long firstSeed = options.seed() * RoundPlan.KINDS.size();
        Iterator<RoundPlan> plans = RoundPlan.Lane.ONE_FAULT
                .from(firstSeed)
                .limit(RoundPlan.KINDS.size())
                .iterator();
        lane(RoundPlan.Lane.ONE_FAULT).play(plans, ROUNDS_AT_ONCE, () -> false, LONGEST_SHORT_LANE);
    }

    private void play(RoundPlan.Lane lane, int atOnce, BooleanSupplier enough, Duration longest)
            throws InterruptedException {
        lane(lane).play(lane.from(options.seed()).iterator(), atOnce, enough, longest);
    }

    private Figures figures(RoundPlan.Lane lane) {
        return lane(lane).figures();
    }

    private Lane lane(RoundPlan.Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
