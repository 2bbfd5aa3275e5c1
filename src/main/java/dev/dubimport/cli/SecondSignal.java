package dev.dubimport.cli;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second Ctrl-C or SIGTERM, by somebody who does not want to wait for what is in flight: Java itself would pass it over
 * while it shuts down. The ledger is left as by a {@code kill -9}: the sales in flight are in doubt until the next run.
 */
final class SecondSignal {
    private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);
    private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

    private SecondSignal() {}

    static void endsAtOnce(PrintStream err) {
        EXIT_CODES.forEach((name, exitCode) -> {
            try {
                handle(name, () -> {
                    err.println("dub-import: ended at once; what was in flight is in doubt until the same command is"
                            + " run again");
                    Runtime.getRuntime().halt(exitCode);
                });
            } catch (ReflectiveOperationException e) {
                LOG.debug("a second signal {} will be passed over on this Java", name, e);
            }
        });
    }

    /** Java has no other way than {@code sun.misc.Signal}, and its compiler no way to name that without a warning. */
    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object acting = Proxy.newProxyInstance(
                SecondSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    action.run();
                    return proxy;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), acting);
    }
}
