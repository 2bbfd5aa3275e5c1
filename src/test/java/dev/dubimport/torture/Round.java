package dev.dubimport.torture;

import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * One service, a few files, and one or more processes that import them while both the calls and the processes are broken;
 * then the faults end, the command is given once more, and all is audited. Last, the service forgets every invoice id: the
 * same command again must not send what is recorded.
 */
final class Round {
    /** No lane waits longer for its last round. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int RUNS_UNTIL_NOTHING_IS_LEFT = 2;

    private final Lab lab;
    private final RoundPlan plan;
    private final Path folder;
    private final LedgerPlace ledger;
    private final Weather weather;
    private final Figures figures;

    Round(Lab lab, RoundPlan plan, Path folder, LedgerPlace ledger, Weather weather, Figures figures) {
        this.lab = lab;
        this.plan = plan;
        this.folder = folder;
        this.ledger = ledger;
        this.weather = weather;
        this.figures = figures;
    }

    /** Plays it; what is wrong is in the figures. */
    void play() throws InterruptedException {
        String key = "dub_torture_" + Long.toHexString(plan.seed() * 0x9E3779B97F4A7C15L);
        List<GeneratedFile> files = GeneratedFile.write(folder, new Random(plan.seed()), plan.files(), plan.sales());
        Audit audit = new Audit(files, key);
        try (Sandbox sandbox = Sandbox.start(settings(key))) {
            List<Station> stations = new ArrayList<>();
            for (int number = 0; number < plan.stations(); number++) {
                List<GeneratedFile> own = plan.filesOf(number, files);
                stations.add(new Station(
                        lab,
                        plan,
                        number,
                        own,
                        folder,
                        key,
                        command(own, sandbox),
                        () -> count(sandbox),
                        audit,
                        figures));
            }
            try {
                work(stations, sandbox, audit);
            } catch (Overdue e) {
                audit.findings().add(Findings.Kind.MISBEHAVED, String.valueOf(e.getMessage()));
            }
            long rows = files.stream().mapToLong(file -> file.rows().size()).sum();
            figures.roundIsOver(rows, sandbox, audit.findings());
        }
    }

    private void work(List<Station> stations, Sandbox sandbox, Audit audit) throws InterruptedException {
        Weather.Storm storm = weather.begin(plan.seed(), figures);
        try {
            together(stations);
        } finally {
            storm.end();
        }
        storm.check();
        sandbox.play(Faults.NONE);
        // One station may hold in doubt what another takes for a conflict until that is settled.
        for (int pass = 0; pass < Math.min(stations.size(), RUNS_UNTIL_NOTHING_IS_LEFT); pass++) {
            for (Station station : stations) {
                station.run();
            }
        }
        List<RecordedSale> books = sandbox.recorded();
        audit.service(books);
        audit.ledger(ledger.entries(), books);
        sandbox.forgetInvoiceIds();
        for (Station station : stations) {
            audit.lastRun(station.run(), books);
        }
        audit.unchanged(books, sandbox.recorded());
    }

    private static void together(List<Station> stations) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(stations.size());
        try {
            List<Callable<Void>> work = stations.stream()
                    .map(station -> (Callable<Void>) () -> {
                        station.workUnderBlows();
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Overdue overdue) {
                throw overdue;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private SandboxSettings settings(String key) {
        return SandboxSettings.DEFAULT
                .withKey(key)
                .withCallsPerMinute(SandboxSettings.UNLIMITED)
                .withLatency(Timings.LATENCY, Timings.JITTER)
                .withVisibleAfter(Timings.VISIBLE_AFTER)
                .withLate(Timings.LATE)
                .withHang(Timings.HANG)
                .withUnknownCustomers(GeneratedRow.UNKNOWN + "*")
                .withFaults(plan.faults());
    }

    private List<String> command(List<GeneratedFile> files, Sandbox sandbox) {
        List<String> fixed = List.of(
                "--base-url", sandbox.baseUrl().toString(), "--workspace", "torture", "--rate", "unlimited", "--json");
        return Stream.of(
                        Stream.of("import"),
                        files.stream().map(file -> file.path().toString()),
                        fixed.stream(),
                        ledger.options().stream())
                .flatMap(words -> words)
                .toList();
    }

    private static long count(Sandbox sandbox) {
        return sandbox.calls().values().stream().mapToLong(Long::longValue).sum();
    }
}
