package dev.dubimport.cli;

import dev.dubimport.ledger.PostgresServer;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two schedulers that look after one inbox, with one ledger in PostgreSQL, over a faulty service. One or both are killed at
 * random moments, and started again, while files keep coming, some of them twice. In the end every sale has to be recorded once,
 * every file put away once, and every run accounted for once.
 */
final class SchedulerDuel {
    private static final int SALES_A_FILE = 30;
    private static final int DOUBLED_ONE_IN = 7;
    private static final int BOTH_KILLED_ONE_IN = 5;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    private static final int MOST_MILLIS_AT_WORK = 1_500;
    private static final int MOST_MILLIS_DOWN = 2_000;
    private static final Duration LONGEST_END = Duration.ofMinutes(5);

    private final Path folder;
    private final String database;
    private final Random random;
    private final Path inbox;
    private final Set<String> invoices = new HashSet<>();
    private final List<String> contents = new ArrayList<>();
    private final List<ChildProcess> schedulers = new ArrayList<>();
    private int files;
    private int killsAtWork;

    /**
     * What came of it.
     *
     * @param killsAtWork how often a call had come just before
     * @param broken what did not hold; empty if all did
     */
    record Result(int kills, int killsAtWork, int files, int sales, int runs, long calls, List<String> broken) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d kills, %d times just after a call, %,d files, %,d sales, %,d runs accounted for, %,d calls: %s",
                    kills,
                    killsAtWork,
                    files,
                    sales,
                    runs,
                    calls,
                    broken.isEmpty() ? "every sale once, every file once, every run once" : broken);
        }
    }

    private SchedulerDuel(Path folder, String database, Random random) {
        this.folder = folder;
        this.database = database;
        this.random = random;
        this.inbox = folder.resolve("inbox");
    }

    /** Arguments: a folder that is empty, how many kills, and a seed. Ends with 0 only if all held. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Result result;
        try (PostgresServer postgres = PostgresServer.start()) {
            result = play(
                    Path.of(arguments[0]),
                    postgres.freshDatabase(),
                    Integer.parseInt(arguments[1]),
                    Long.parseLong(arguments[2]));
        }
        System.out.println("seed " + arguments[2] + ": " + result);
        System.exit(result.broken().isEmpty() && result.killsAtWork() > 0 ? 0 : 1);
    }

    static Result play(Path folder, String database, int kills, long seed) throws IOException, InterruptedException {
        SandboxSettings service = SandboxSettings.DEFAULT
                .withCallsPerMinute(SandboxSettings.UNLIMITED)
                .withLatency(Duration.ofMillis(5), Duration.ofMillis(30))
                .withVisibleAfter(Session.SHORT_PAUSE.dividedBy(2))
                .withHang(Session.ANSWER_WITHIN.multipliedBy(2))
                .withLate(Session.ANSWER_WITHIN.dividedBy(2))
                .withFaults(Faults.mixed(0.03).withSeed(seed));
        try (Sandbox sandbox = Sandbox.start(service)) {
            return new SchedulerDuel(folder, database, new Random(seed)).play(sandbox, kills);
        }
    }

    private Result play(Sandbox sandbox, int kills) throws IOException, InterruptedException {
        Files.createDirectories(inbox);
        put();
        schedulers.add(start(0, sandbox));
        schedulers.add(start(1, sandbox));
        try {
            for (int kill = 0; kill < kills; ) {
                long before = calls(sandbox);
                put();
                killsAtWork += awaitWork(sandbox, before) ? 1 : 0;
                Thread.sleep(random.nextInt(MOST_MILLIS_AT_WORK));
                kill += killSome(sandbox);
            }
            sandbox.play(Faults.NONE);
            awaitEnd();
        } finally {
            end();
        }
        DuelAudit audit = new DuelAudit(database, inbox, said());
        return new Result(
                kills,
                killsAtWork,
                files,
                invoices.size(),
                audit.runs(),
                calls(sandbox),
                audit.broken(invoices, recordings(sandbox), Set.copyOf(contents).size(), files));
    }

    /** Whether somebody sends by now, so that a kill soon after hits work. */
    private static boolean awaitWork(Sandbox sandbox, long callsBefore) throws InterruptedException {
        long begunNanos = System.nanoTime();
        while (calls(sandbox) == callsBefore && System.nanoTime() - begunNanos < LONGEST_IDLE.toNanos()) {
            Thread.sleep(5);
        }
        return calls(sandbox) > callsBefore;
    }

    private static long calls(Sandbox sandbox) {
        return sandbox.calls().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Kills one, or both, and starts as many; tells how many. */
    private int killSome(Sandbox sandbox) throws InterruptedException {
        boolean both = random.nextInt(BOTH_KILLED_ONE_IN) == 0;
        int first = random.nextInt(schedulers.size());
        List<Integer> victims = both ? List.of(first, 1 - first) : List.of(first);
        for (int victim : victims) {
            schedulers.get(victim).kill();
        }
        Thread.sleep(random.nextInt(MOST_MILLIS_DOWN));
        for (int victim : victims) {
            schedulers.set(victim, start(victim, sandbox));
        }
        return victims.size();
    }

    private ChildProcess start(int number, Sandbox sandbox) {
        return ChildProcess.startHurriedScheduler(
                output(number),
                "--inbox",
                inbox.toString(),
                "--cron",
                "*/5 * * * * *",
                "--zone",
                "UTC",
                "--complete",
                "renamed",
                "--base-url",
                sandbox.baseUrl().toString(),
                "--workspace",
                "acme",
                "--database",
                database,
                "--data-dir",
                folder.resolve("data-" + number).toString(),
                "--rate",
                "unlimited");
    }

    private Path output(int number) {
        return folder.resolve("scheduler-" + number + ".txt");
    }

    private List<String> said() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(output(0)));
        lines.addAll(Files.readAllLines(output(1)));
        return lines;
    }

    /** A file comes, complete from its first moment; now and then one whose content has come before. */
    private void put() throws IOException {
        files++;
        if (contents.isEmpty() || random.nextInt(DOUBLED_ONE_IN) != 0) {
            contents.add(sales(files));
        } else {
            contents.add(contents.get(random.nextInt(contents.size())));
        }
        Path part = Files.writeString(inbox.resolve("sales-" + files + ".csv.part"), contents.get(files - 1));
        Files.move(part, inbox.resolve("sales-" + files + ".csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    private String sales(int file) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= SALES_A_FILE; sale++) {
            String invoice = "INV-" + file + "-" + sale;
            invoices.add(invoice);
            csv.append("cus_" + sale + ",1000,stripe," + invoice + "\n");
        }
        return csv.toString();
    }

    private void awaitEnd() throws IOException, InterruptedException {
        long begunNanos = System.nanoTime();
        while (isAnythingToDo() && System.nanoTime() - begunNanos < LONGEST_END.toNanos()) {
            Thread.sleep(200);
        }
    }

    private boolean isAnythingToDo() throws IOException {
        return DuelAudit.isAnyLeft(inbox) || said().stream().noneMatch(line -> line.contains(" run of "));
    }

    /** By a signal, so that what is under way is finished and the audit sees a state of rest. */
    private void end() throws InterruptedException {
        schedulers.forEach(ChildProcess::terminate);
        for (ChildProcess scheduler : schedulers) {
            scheduler.exitCode();
        }
    }

    private static Map<String, Long> recordings(Sandbox sandbox) {
        return sandbox.recorded().stream()
                .collect(Collectors.groupingBy(RecordedSale::invoiceId, Collectors.counting()));
    }
}
