package dev.dubimport.torture;

import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a round does: all of it follows from the lane and the seed, but for the moments at which threads and processes get
 * their turns.
 *
 * @param stations how many processes work at once
 * @param blows how many a station strikes at most
 */
record RoundPlan(
        Lane lane, long seed, Class<?> importer, int stations, int files, int sales, int blows, Faults faults) {
    static final List<Fault> KINDS = List.of(Fault.values());

    private static final double SHARE_OF_FAULTY_CALLS = 0.2;

    /** An answer that hangs holds up a group of sales, and the group the other process: fewer faults, more sales. */
    private static final double SHARE_OF_FAULTY_CALLS_WHERE_SALES_COUNT = 0.01;

    enum Lane {
        /** All kinds of faults, and blows; the ledger is a file. */
        ONE_PROCESS,
        /** The same on a ledger that two processes share; their files are the same in one round of two, else they overlap. */
        TWO_PROCESSES,
        /** One kind of fault alone, and at most one blow. */
        ONE_FAULT,
        /** An importer that is wrong on purpose, and errors answered although the sale is recorded. */
        WRONG_IMPORTER;

        /** The rounds of this lane, for ever, from that seed on. */
        Stream<RoundPlan> from(long firstSeed) {
            return LongStream.iterate(firstSeed, seed -> seed + 1).mapToObj(seed -> RoundPlan.of(this, seed));
        }

        /** {@code two-processes}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static RoundPlan of(Lane lane, long seed) {
        Random random = new Random(seed);
        Faults mixed = Faults.mixed(SHARE_OF_FAULTY_CALLS).withSeed(seed);
        return switch (lane) {
            case ONE_PROCESS -> {
                int blows = 8 + random.nextInt(9);
                int sales = blows * (15 + random.nextInt(30));
                yield new RoundPlan(lane, seed, TenfoldImporter.class, 1, 1 + random.nextInt(3), sales, blows, mixed);
            }
            case TWO_PROCESSES -> {
                int files = seed % 2 == 0 ? 1 + random.nextInt(2) : 3;
                Faults fewer =
                        Faults.mixed(SHARE_OF_FAULTY_CALLS_WHERE_SALES_COUNT).withSeed(seed);
                yield new RoundPlan(lane, seed, TenfoldImporter.class, 2, files, 9_000, 5 + random.nextInt(5), fewer);
            }
            case ONE_FAULT -> {
                Fault fault = KINDS.get((int) (seed % KINDS.size()));
                yield new RoundPlan(lane, seed, TenfoldImporter.class, 1, 1, 80, 1, alone(fault, seed));
            }
            case WRONG_IMPORTER ->
                new RoundPlan(lane, seed, HastyImporter.class, 1, 1, 150, 0, alone(Fault.ERROR_AFTER, seed));
        };
    }

    private static Faults alone(Fault fault, long seed) {
        return new Faults(List.of(fault), SHARE_OF_FAULTY_CALLS, seed);
    }

    /** For the line of progress. */
    String title() {
        return "seed " + seed
                + (faults.kinds().size() == 1 ? " (" + faults.kinds().get(0) + ")" : "");
    }

    /** Whether the importer is wrong on purpose, and a round without findings a failure of the audit. */
    boolean mustBeCaught() {
        return lane == Lane.WRONG_IMPORTER;
    }

    String name() {
        return lane + "-" + seed;
    }

    /** What the processes of a station import: everything, or files that the next station imports too. */
    List<GeneratedFile> filesOf(int station, List<GeneratedFile> all) {
        return stations > 1 && all.size() > stations ? all.subList(station, station + 2) : all;
    }
}
