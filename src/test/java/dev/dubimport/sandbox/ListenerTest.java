package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the sandbox listens, and when it does not. */
@Timeout(30)
class ListenerTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.DEFAULT.withOutage(Duration.ofMillis(300));

    private final List<Sandbox> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(Sandbox::close);
    }

    @ParameterizedTest
    @EnumSource
    void itListensOnThisMachineOnly(Tls tls) throws IOException {
        assertListensOnThisMachineOnly(start(SETTINGS.withTls(tls)));
    }

    @Test
    void afterAnOutageToo() throws Exception {
        Sandbox sandbox = start(SETTINGS);
        sandbox.breakDownFor(Duration.ofMillis(50));
        waitFor(sandbox);

        assertListensOnThisMachineOnly(sandbox);
    }

    @Test
    void nothingListensAfterClosing() throws IOException {
        for (int time = 0; time < 200; time++) {
            Sandbox sandbox = Sandbox.start(SETTINGS);

            sandbox.close();
            sandbox.close();

            assertThat(accepts(sandbox)).as("time %d", time).isFalse();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int taken = start(SETTINGS).baseUrl().getPort();

        assertThatThrownBy(() -> Sandbox.start(SETTINGS.withPort(taken)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken + ": ")
                .hasMessageEndingWith("; use another port, or 0 for any free one");
    }

    @Test
    void anOutageBreaksTheCallThatMeetsItAndRefusesTheOthersUntilItIsOver() throws Exception {
        Sandbox sandbox = start(SETTINGS);
        Caller caller = new Caller(sandbox);
        sandbox.play(Faults.of(1, Fault.OUTAGE));

        assertThatThrownBy(() -> caller.post(sale("in_1", 1250))).isInstanceOf(IOException.class);
        assertThat(untilRefused(caller)).isInstanceOf(ConnectException.class);
        assertThat(sandbox.recorded()).isEmpty();
        assertThat(sandbox.faultsMet()).containsExactly(entry(Fault.OUTAGE, 1L));

        sandbox.play(Faults.NONE);
        waitFor(sandbox);
        assertThat(caller.post(sale("in_1", 1250)).statusCode()).isEqualTo(200);
    }

    /** For a moment the system still takes connections, and breaks them; none of them is answered. */
    private static Throwable untilRefused(Caller caller) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        Throwable failure = catchThrowable(() -> caller.post(sale("in_2", 1250)));
        while (failure instanceof IOException
                && !(failure instanceof ConnectException)
                && System.nanoTime() - deadline < 0) {
            failure = catchThrowable(() -> caller.post(sale("in_2", 1250)));
        }
        return failure;
    }

    @Test
    void anOutageBreaksTheCallsThatWait() throws IOException {
        Sandbox sandbox = start(SETTINGS);
        sandbox.play(Faults.of(1, Fault.HANG_AFTER));
        CompletableFuture<HttpResponse<String>> waiting = new Caller(sandbox).postAsync(sale("in_1", 1250));
        while (sandbox.recorded().isEmpty()) {
            Thread.onSpinWait();
        }

        sandbox.breakDownFor(Duration.ofHours(1));

        assertThat(accepts(sandbox)).isFalse();
        assertThat(waiting.handle((response, broken) -> broken != null))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(true);
    }

    @Test
    void whatWasAtWorkWhenAnOutageBeganIsRecordedAllTheSame() throws Exception {
        Sandbox sandbox = start(SETTINGS.withLate(Duration.ofMillis(200)));
        sandbox.play(Faults.of(1, Fault.LATE));
        CompletableFuture<HttpResponse<String>> broken = new Caller(sandbox).postAsync(sale("in_1", 1250));
        while (sandbox.faultsMet().isEmpty()) {
            Thread.onSpinWait();
        }

        sandbox.breakDownFor(Duration.ofHours(1));

        assertThat(broken.handle((response, failure) -> failure != null)).succeedsWithin(Duration.ofSeconds(5));
        while (sandbox.recorded().isEmpty()) {
            Thread.sleep(10);
        }
    }

    @Test
    void anOutageWithinAnOutageChangesNothing() throws Exception {
        Sandbox sandbox = start(SETTINGS);
        sandbox.breakDownFor(Duration.ofMillis(200));
        sandbox.breakDownFor(Duration.ofHours(1));

        waitFor(sandbox);
    }

    @Test
    void manyOutagesLeaveTheSandboxOnItsPort() throws Exception {
        Sandbox sandbox = start(SETTINGS);
        for (int outage = 0; outage < 20; outage++) {
            new Caller(sandbox).post(sale("in_" + outage, 1250));
            sandbox.breakDownFor(Duration.ofMillis(5));
            waitFor(sandbox);
        }

        assertThat(sandbox.recorded()).hasSize(20);
    }

    @Test
    void closingEndsAnOutageForGood() throws Exception {
        Sandbox sandbox = start(SETTINGS);
        sandbox.breakDownFor(Duration.ofMillis(200));

        sandbox.close();

        Thread.sleep(400);
        assertThat(accepts(sandbox)).isFalse();
    }

    private Sandbox start(SandboxSettings settings) {
        Sandbox sandbox = Sandbox.start(settings);
        started.add(sandbox);
        return sandbox;
    }

    private static void assertListensOnThisMachineOnly(Sandbox sandbox) throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .collect(Collectors.toCollection(ArrayList::new));
        others.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));

        int port = sandbox.baseUrl().getPort();
        assertThat(accepts(sandbox)).isTrue();
        assertThat(others).noneMatch(address -> accepts(address, port));
    }

    private static void waitFor(Sandbox sandbox) throws IOException, InterruptedException {
        while (!accepts(sandbox)) {
            Thread.sleep(10);
        }
    }

    private static boolean accepts(Sandbox sandbox) throws IOException {
        return accepts(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                sandbox.baseUrl().getPort());
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 200);
            // A socket may be given the free port that it calls for its own, and then answers itself.
            return socket.getLocalPort() != port;
        } catch (IOException refused) {
            return false;
        }
    }
}
