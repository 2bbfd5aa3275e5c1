package dev.dubimport.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rounds of one kind, a few at a time, each in a folder of its own that stays only if something is wrong. */
final class Lane {
    private final Lab lab;
    private final PrintStream progress;
    private final Function<Path, LedgerPlace> ledgers;
    private final Weather weather;
    private final Figures figures = new Figures();
    private long begunNanos = System.nanoTime();

    Lane(Lab lab, PrintStream progress, Function<Path, LedgerPlace> ledgers, Weather weather) {
        this.lab = lab;
        this.progress = progress;
        this.ledgers = ledgers;
        this.weather = weather;
    }

    Figures figures() {
        return figures;
    }

    /** Plays rounds until there is no other, or enough is done, or the time is over: a round that has begun is finished. */
    void play(Iterator<RoundPlan> plans, int atOnce, BooleanSupplier enough, Duration longest)
            throws InterruptedException {
        begunNanos = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        for (int thread = 0; thread < atOnce; thread++) {
            threads.execute(() -> {
                Optional<RoundPlan> plan = next(plans, enough, longest);
                while (plan.isPresent()) {
                    play(plan.get());
                    plan = next(plans, enough, longest);
                }
            });
        }
        threads.shutdown();
        Duration patience = longest.plus(Round.LONGEST);
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            figures.findings().add(Findings.Kind.MISBEHAVED, "rounds that did not end in time");
        }
    }

    /** Plays one round. */
    void play(RoundPlan plan) {
        Path place = lab.folder().resolve(plan.name());
        Figures round = new Figures();
        play(plan, place, round);
        figures.addAll(round);
        progress.println(line(plan, round));
        if (round.findings().isEmpty() || plan.mustBeCaught()) {
            remove(place);
            return;
        }
        round.findings().lines().forEach(line -> progress.println("    " + line));
        progress.println("    kept in " + place + "; play it again with scripts/torture --round " + plan.lane() + ":"
                + plan.seed());
    }

    private synchronized Optional<RoundPlan> next(Iterator<RoundPlan> plans, BooleanSupplier enough, Duration longest) {
        boolean over = enough.getAsBoolean() || System.nanoTime() - begunNanos > longest.toNanos() || !plans.hasNext();
        return over ? Optional.empty() : Optional.of(plans.next());
    }

    /** A round that could not be audited is no round without findings. */
    private void play(RoundPlan plan, Path place, Figures round) {
        remove(place);
        try {
            Files.createDirectories(place);
            new Round(lab, plan, place, ledgers.apply(place), weather, round).play();
        } catch (IOException | RuntimeException bug) {
            round.findings().add(Findings.Kind.MISBEHAVED, "the round itself broke: " + bug);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            round.findings().add(Findings.Kind.MISBEHAVED, "the round did not end in time");
        }
    }

    private String line(RoundPlan plan, Figures round) {
        long seconds = (System.nanoTime() - begunNanos) / 1_000_000_000L;
        Findings found = round.findings();
        return String.format(
                Locale.ROOT,
                "[%d:%02d] %s %s: %,d rows, %,d sales recorded, %,d calls, %d starts, blows %s; lost %d, twice %d, not"
                        + " adding up %d%s",
                seconds / 60,
                seconds % 60,
                plan.lane(),
                plan.title(),
                round.rows(),
                round.sales(),
                round.calls(),
                round.starts(),
                round.blowsByKind(),
                found.count(Findings.Kind.LOST),
                found.count(Findings.Kind.TWICE),
                found.count(Findings.Kind.NOT_ADDING_UP),
                end(plan, found));
    }

    private static String end(RoundPlan plan, Findings found) {
        if (plan.mustBeCaught()) {
            return found.isEmpty() ? "; NOT CAUGHT" : "; caught, as it must be";
        }
        return found.isEmpty() ? "" : "; FAILED";
    }

    private static void remove(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
