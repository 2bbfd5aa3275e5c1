package dev.dubimport.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One start of the importer as a process of its own. */
final class ImporterProcess {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final Path out;
    private final Path err;

    /** Its exit code, and all that it printed. */
    record Ended(int exitCode, String out, String err) {}

    private ImporterProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param name of the files beside which its output is kept */
    static ImporterProcess start(Lab lab, Class<?> main, String key, Path name, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "@" + lab.importerArguments(), main.getName()));
        command.addAll(arguments);
        Path out = Path.of(name + ".out");
        Path err = Path.of(name + ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DUB_API_KEY", key);
        try {
            return new ImporterProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: the process has no say in it. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM, SIGSTOP, SIGCONT, SIGQUIT. */
    void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for its end.
     *
     * @throws Overdue if it does not come in time; the process is killed, and its threads are in its output
     */
    Ended end(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            signal("QUIT");
            Thread.sleep(1_000);
            kill();
            process.waitFor();
            throw new Overdue("a process did not end within " + within.toSeconds() + " s; what its threads did is in "
                    + out.getFileName());
        }
        return new Ended(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
