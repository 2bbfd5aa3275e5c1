package dev.dubimport.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A process under measurement, and the lines that it prints with the moment of each. CPU time and peak memory are looked up
 * while it runs: the last look is at most a few milliseconds before its end.
 */
final class Child {
    private static final long MILLIS_BETWEEN_LOOKS = 10;

    private final long begunNanos;
    private final Process process;
    private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());
    private final Thread reading;
    private final Thread looking;
    private volatile Duration cpu = Duration.ZERO;
    private volatile long peakKilobytes;

    private record Line(double second, String text) {}

    /**
     * What a process came to.
     *
     * @param peakKilobytes resident memory; 0 where the system does not tell
     */
    record Ended(int exit, double seconds, double cpuSeconds, long peakKilobytes, List<String> lines) {}

    private Child(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        this.begunNanos = System.nanoTime();
        this.process = builder.start();
        this.reading = start(this::read);
        this.looking = start(this::look);
    }

    static Child start(List<String> command, Map<String, String> environment) {
        try {
            return new Child(command, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, as Ctrl-C would. */
    void stop() {
        process.toHandle().destroy(); // the process itself would stop listening to what it still prints
    }

    /** Waits for its end. */
    Ended end() {
        try {
            int exit = process.waitFor();
            double seconds = second();
            reading.join();
            looking.join();
            List<String> texts = lines.stream().map(Line::text).toList();
            return new Ended(exit, seconds, cpu.toNanos() / 1e9, peakKilobytes, texts);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The second at which it printed a line that holds the text; waits for that line. */
    double secondOf(String text) {
        return await(text).second();
    }

    /** The first line that holds the text; waits for it. */
    String line(String text) {
        return await(text).text();
    }

    private Line await(String text) {
        while (true) {
            boolean ended = !reading.isAlive();
            for (Line line : List.copyOf(lines)) {
                if (line.text().contains(text)) {
                    return line;
                }
            }
            if (ended) {
                throw new IllegalStateException("ended without a line with \"" + text + "\": " + lines);
            }
            sleep();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(new Line(second(), line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look() {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        while (process.isAlive()) {
            process.info().totalCpuDuration().ifPresent(used -> cpu = used);
            peakKilobytes = Math.max(peakKilobytes, peak(status));
            sleep();
        }
    }

    private static long peak(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has just ended, or this is no Linux
        }
    }

    private double second() {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void sleep() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
