package dev.dubimport.cli;

import dev.dubimport.report.Numbers;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import dev.dubimport.sandbox.Tls;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dub-import sandbox}: the stand-in service, until it is interrupted. */
@Command(
        name = "sandbox",
        description = "Runs a stand-in for Dub's API on this machine, to rehearse against: the contract's checks and"
                + " answers, the rate limit, invoice ids remembered for 7 days, unknown customers, and faults if you ask"
                + " for them. Ctrl-C ends it, and it prints what it recorded.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import sandbox --port 4000",
            "  dub-import sandbox --port 4000 --latency 150 --unknown-customers 'guest-*'",
            "  dub-import sandbox --port 4000 --faults 500,drop-after,429:0.1",
            "  dub-import sandbox --port 4000 --faults mixed:0.2 --seed 7",
            "then, in another terminal:",
            "  DUB_API_KEY=dub_sandbox_key dub-import import sales.csv \\",
            "      --base-url http://127.0.0.1:4000 --workspace rehearsal"
        })
final class SandboxCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "The port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--key",
            defaultValue = SandboxSettings.DEFAULT_KEY,
            description = "The key to accept; no secret (default: ${DEFAULT-VALUE}).")
    private String key = SandboxSettings.DEFAULT_KEY;

    @Option(
            names = "--calls-per-minute",
            paramLabel = "N",
            defaultValue = "1200",
            description = "The rate limit; 0 for none (default: ${DEFAULT-VALUE}).")
    private int callsPerMinute;

    @Option(
            names = "--other-calls-per-minute",
            paramLabel = "N",
            defaultValue = "0",
            description = "What other programs with the same key take from the rate limit (default: ${DEFAULT-VALUE}).")
    private int otherCallsPerMinute;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "How long a call takes at least (default: ${DEFAULT-VALUE}).")
    private long latencyMillis;

    @Option(
            names = "--jitter",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "A random time up to this on top of it (default: ${DEFAULT-VALUE}).")
    private long jitterMillis;

    @Option(
            names = "--unknown-customers",
            paramLabel = "GLOB",
            defaultValue = "",
            description = "Customers whose sales are answered with sale: null; * stands for any text, such as"
                    + " 'guest-*'.")
    private String unknownCustomers = "";

    @Option(
            names = "--visible-after",
            paramLabel = "MILLIS",
            defaultValue = "2000",
            description =
                    "How long the invoice id of a recorded sale is not yet found, so that a hasty retry records it"
                            + " twice (default: ${DEFAULT-VALUE}).")
    private long visibleAfterMillis;

    @Option(
            names = "--events-after",
            paramLabel = "MILLIS",
            defaultValue = "2000",
            description = "How long a recorded sale is not yet among the events that can be read back (default:"
                    + " ${DEFAULT-VALUE}).")
    private long eventsAfterMillis;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            defaultValue = "4",
            description = "The rate limit of reading events back, which is another; 0 for none (default:"
                    + " ${DEFAULT-VALUE}).")
    private int eventsPerSecond;

    @Option(
            names = "--forget-after",
            paramLabel = "CALLS",
            defaultValue = "0",
            description = "After how many calls all invoice ids are forgotten, as after 7 days; 0 for never (default:"
                    + " ${DEFAULT-VALUE}).")
    private int forgetAfter;

    @Option(
            names = "--revoke-after",
            paramLabel = "CALLS",
            defaultValue = "0",
            description = "After how many calls the key is no longer valid; 0 for never (default: ${DEFAULT-VALUE}).")
    private int revokeAfter;

    @Option(
            names = "--tls",
            paramLabel = "KIND",
            description =
                    "Listens for https, and lets no call through: plain answers in plain HTTP, hangup closes during"
                            + " the handshake, self-signed has a certificate that nobody trusts.")
    private Tls tls = Tls.OFF;

    @Option(
            names = "--faults",
            paramLabel = "KINDS[:SHARE]",
            description =
                    "What goes wrong with a share of the calls (0.05 if not given): mixed for all of these but the"
                            + " outage, or some of 404, 408, 429, 429-seconds, 429-date, 429-bare, 500, 500-after, 502, 503,"
                            + " 503-bare, 504, 504-after, drop-before, drop-after, close-before, close-after, hang-before,"
                            + " hang-after, slow, late, drip, drip-on, truncated, half-json, no-json, other-json, huge, outage.")
    private Faults faults = Faults.NONE;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "The same seed plays the same faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--hang",
            paramLabel = "MILLIS",
            defaultValue = "60000",
            description = "How long hang-before, hang-after and drip-on take (default: ${DEFAULT-VALUE}).")
    private long hangMillis;

    @Option(
            names = "--late",
            paramLabel = "MILLIS",
            defaultValue = "2000",
            description = "How long after the request late records the sale (default: ${DEFAULT-VALUE}).")
    private long lateMillis;

    @Option(
            names = "--outage",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "How long an outage refuses all connections (default: ${DEFAULT-VALUE}).")
    private long outageMillis;

    SandboxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = surroundings.out();
        CountDownLatch ended = new CountDownLatch(1);
        try (Sandbox sandbox = start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                printBooks(out, sandbox);
                ended.countDown();
            }));
            out.println("Sandbox on " + sandbox.baseUrl() + ", key " + key + ". Ctrl-C ends it.");
            ended.await();
        }
        return ExitCode.OK;
    }

    private Sandbox start() {
        try {
            return Sandbox.start(SandboxSettings.DEFAULT
                    .withPort(port)
                    .withKey(key)
                    .withCallsPerMinute(callsPerMinute == 0 ? SandboxSettings.UNLIMITED : callsPerMinute)
                    .withLatency(Duration.ofMillis(latencyMillis), Duration.ofMillis(jitterMillis))
                    .withOtherCallsPerMinute(otherCallsPerMinute)
                    .withVisibleAfter(Duration.ofMillis(visibleAfterMillis))
                    .withEventsAfter(Duration.ofMillis(eventsAfterMillis))
                    .withEventsPerSecond(eventsPerSecond)
                    .withForgetAfter(forgetAfter)
                    .withRevokeAfter(revokeAfter)
                    .withTls(tls)
                    .withHang(Duration.ofMillis(hangMillis))
                    .withLate(Duration.ofMillis(lateMillis))
                    .withOutage(Duration.ofMillis(outageMillis))
                    .withUnknownCustomers(unknownCustomers)
                    .withFaults(faults.withSeed(seed)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new WrongUsage(e);
        }
    }

    private static void printBooks(PrintStream out, Sandbox sandbox) {
        List<RecordedSale> recorded = sandbox.recorded();
        SortedMap<String, Long> money = new TreeMap<>();
        recorded.forEach(
                sale -> money.merge(sale.currency().toUpperCase(java.util.Locale.ROOT), sale.amount(), Math::addExact));
        long invoices =
                recorded.stream().map(RecordedSale::invoiceId).distinct().count();
        out.println();
        out.println("Recorded " + Numbers.count(recorded.size()) + " sales of " + Numbers.count(invoices)
                + " invoices (" + Numbers.amounts(money) + "), " + Numbers.count(recorded.size() - invoices)
                + " of them twice.");
        out.println("Calls by status: "
                + counted(sandbox.calls(), status -> status == 0 ? "dropped" : Integer.toString(status)));
        SortedMap<Fault, Long> faults = sandbox.faultsMet();
        if (!faults.isEmpty()) {
            out.println("Faults by kind: " + counted(faults, Fault::toString));
        }
    }

    private static <K> String counted(SortedMap<K, Long> counts, Function<K, String> name) {
        String text = counts.entrySet().stream()
                .map(count -> name.apply(count.getKey()) + ": " + Numbers.count(count.getValue()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }
}
