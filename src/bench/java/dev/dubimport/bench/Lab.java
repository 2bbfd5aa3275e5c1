package dev.dubimport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the measurements take place: the application, a folder to work in, and how its processes are started. */
final class Lab implements AutoCloseable {
    private static final String KEY = "dub_sandbox_key";

    private final Path root;
    private final Path folder;

    Lab(Path root) {
        this.root = root;
        this.folder = root.resolve("target/bench/work");
        remove(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path app(String name) {
        return root.resolve("target/app").resolve(name);
    }

    /** A file of made-up invoices; one that was written before is taken again. */
    Path invoices(String series, int rows) {
        Path file = path(series + "-" + rows + ".csv");
        return Files.exists(file) ? file : Invoices.write(file, series, rows);
    }

    Child dubImport(String javaOptions, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("scripts/dub-import").toString()));
        command.addAll(List.of(arguments));
        return Child.start(command, Map.of("DUB_API_KEY", KEY, "DUB_IMPORT_JAVA_OPTS", javaOptions));
    }

    /** An import as fast as it goes, with a data folder of its own by name. */
    Imported importAll(Path file, String baseUrl, String dataFolder) {
        Child child = dubImport(
                "",
                "import",
                file.toString(),
                "--base-url",
                baseUrl,
                "--workspace",
                "bench",
                "--rate",
                "unlimited",
                "--data-dir",
                path(dataFolder).toString());
        Child.Ended ended = child.end();
        if (ended.exit() != 0) {
            throw new IllegalStateException("the import ended with " + ended.exit() + ": " + ended.lines());
        }
        return new Imported(ended, child.secondOf(" completed in ") - child.secondOf(" sales to send, "));
    }

    /**
     * An import that came to its end.
     *
     * @param runSeconds from the plan, which follows the first reading of the file, to the summary
     */
    record Imported(Child.Ended ended, double runSeconds) {}

    /** A reconciliation as fast as it goes, with the data folder of an import; however it ends. */
    Child.Ended reconcile(String javaOptions, Path file, String baseUrl, String dataFolder) {
        return dubImport(
                        javaOptions,
                        "reconcile",
                        file.toString(),
                        "--base-url",
                        baseUrl,
                        "--workspace",
                        "bench",
                        "--read-rate",
                        "unlimited",
                        "--data-dir",
                        path(dataFolder).toString())
                .end();
    }

    /** One of the loops in this package, with the same options of Java as the importer's. */
    Child loop(Class<?> loop, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-cp", classPath, loop.getName()));
        command.addAll(List.of(arguments));
        return Child.start(command, Map.of());
    }

    Child callLoop(Class<?> loop, String baseUrl, String series, int calls) {
        return loop(loop, baseUrl, KEY, series, Integer.toString(calls));
    }

    Child pagesLoop(String baseUrl, int events) {
        return loop(BarePages.class, baseUrl, KEY, Integer.toString(events));
    }

    @Override
    public void close() {
        remove(folder);
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
