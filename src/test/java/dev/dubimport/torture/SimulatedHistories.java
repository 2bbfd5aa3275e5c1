package dev.dubimport.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the deterministic model said of so many histories, in a process of its own.
 *
 * @param breaches broken promises by kind; all zero if it is well
 * @param problem why there are no figures; empty where there are
 */
record SimulatedHistories(
        long histories,
        long calls,
        long sales,
        long faults,
        long endings,
        SortedMap<String, Long> breaches,
        String problem) {
    private static final String MODEL = "dev.dubimport.model.Histories";

    static SimulatedHistories play(Lab lab, long seed, long count, Duration longest) throws InterruptedException {
        Path out = lab.folder().resolve("histories.json");
        Path err = lab.folder().resolve("histories.err");
        try {
            Process model = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MODEL,
                            Long.toString(seed),
                            Long.toString(count)))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!model.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                model.destroyForcibly();
                return without("the model did not end within " + longest.toMinutes() + " minutes");
            }
            String json = Files.readString(out);
            return json.isBlank() ? without("the model said nothing; see " + err) : parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SimulatedHistories parse(String line) {
        JsonNode json = new JsonMapper().readTree(line);
        SortedMap<String, Long> breaches = new TreeMap<>();
        json.get("breaches")
                .properties()
                .forEach(kind -> breaches.put(kind.getKey(), kind.getValue().longValue()));
        return new SimulatedHistories(
                json.get("histories").longValue(),
                json.get("calls").longValue(),
                json.get("sales").longValue(),
                json.get("faults").longValue(),
                json.get("endings").longValue(),
                breaches,
                "");
    }

    long broken() {
        return breaches.values().stream().mapToLong(Long::longValue).sum();
    }

    String breachesByKind() {
        return breaches.isEmpty()
                ? problem
                : breaches.entrySet().stream()
                        .map(kind -> kind.getKey() + ": " + kind.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static SimulatedHistories without(String problem) {
        return new SimulatedHistories(0, 0, 0, 0, 0, new TreeMap<>(), problem);
    }
}
