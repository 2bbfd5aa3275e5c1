package dev.dubimport.metrics;

import dev.dubimport.dub.Watch;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.schedule.Happening;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * All that is measured in a process that imports to one workspace. The counters begin at zero with the process; times are
 * seconds since 1970. Safe for use by many threads.
 */
public final class Metrics {
    /** What is written where nobody asks for another format. */
    public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Calls calls;
    private final Rows rows;
    private final Runs runs;

    private Metrics(String workspace) {
        registry.config().commonTags("workspace", workspace);
        calls = new Calls(registry);
        rows = new Rows(registry);
        runs = new Runs(registry);
    }

    /** Those of an import that ends with the process. */
    public static Metrics ofImport(String workspace) {
        return new Metrics(workspace);
    }

    /** Those of a process that stays, with what Java tells of it. */
    public static Metrics ofProcess(String workspace) {
        Metrics metrics = new Metrics(workspace);
        new UptimeMetrics().bindTo(metrics.registry);
        new JvmMemoryMetrics().bindTo(metrics.registry);
        new JvmThreadMetrics().bindTo(metrics.registry);
        return metrics;
    }

    /** Hears of calls to the service; another client begins with nothing held back. */
    public Watch watch() {
        calls.circuitIs(false);
        return calls;
    }

    /** Hears how far a run has come; another for each run. */
    public Consumer<ControlTotals> counting() {
        return rows.ofRun();
    }

    /** Hears what happens in a schedule. */
    public Consumer<Happening> schedule(Clock clock) {
        return new Nights(registry, clock);
    }

    /**
     * An import ended.
     *
     * @param totals of all its files
     */
    public void ended(int exitCode, ControlTotals totals, Instant at) {
        runs.ended(exitCode, totals, at);
    }

    /** When an import last came to the end of its files, if that was before this process. */
    public void succeeded(double seconds) {
        runs.succeeded(seconds);
    }

    /** How many sales of the workspace may be recorded without an answer having come. */
    public void inDoubt(long sales) {
        runs.inDoubt(sales);
    }

    /** The content type of the answer to whoever accepts that. */
    public static String format(String accept) {
        return accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    }

    /** All of it, in that format. */
    public byte[] scrape(String format) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try {
            registry.scrape(page, format);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but memory is written", e);
        }
        return page.toByteArray();
    }

    String text() {
        return new String(scrape(TEXT), StandardCharsets.UTF_8);
    }
}
