package dev.dubimport.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of the user's. It gets no secret of ours, no shell reads what it is given, and it is killed when its time is over. */
final class CommandHook implements Hook {
    /** As Dub makes them, of whatever workspace; a user or a folder may be called dub_importer. */
    private static final Pattern API_KEY = Pattern.compile("(?<![\\w/.-])dub_(\\w+_)?[A-Za-z0-9]{16,}");

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration END_WITHIN = Duration.ofSeconds(20);
    private static final List<String> SECRETS = List.of("DUB_IMPORT_WEBHOOK", "PGPASSWORD");

    private final Path program;
    private final Map<String, String> environment;
    private final Duration endWithin;
    private final AtomicReference<Optional<Process>> underWay = new AtomicReference<>(Optional.empty());

    CommandHook(Path program, Map<String, String> environment, Set<String> secrets, Duration endWithin) {
        this.program = program;
        this.environment = withoutSecrets(environment, secrets);
        this.endWithin = endWithin;
    }

    static CommandHook of(Path program, Map<String, String> environment, Set<String> secrets) {
        // A name alone would be looked for in the PATH.
        return new CommandHook(program.toAbsolutePath(), environment, secrets, END_WITHIN);
    }

    /** Without all that is ours or the database's, and without whatever else holds one of the secrets. */
    private static Map<String, String> withoutSecrets(Map<String, String> environment, Set<String> names) {
        List<String> secrets = Stream.concat(SECRETS.stream(), names.stream())
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(secret -> !secret.isEmpty())
                .toList();
        return environment.entrySet().stream()
                .filter(variable -> !names.contains(variable.getKey())
                        && !variable.getKey().startsWith("DUB_")
                        && !variable.getKey().startsWith("PG")
                        && !API_KEY.matcher(variable.getValue()).find()
                        && secrets.stream().noneMatch(variable.getValue()::contains))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Delivery deliver(Alert alert) {
        ProcessBuilder builder = new ProcessBuilder(program.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("DUB_IMPORT_ALERT", alert.kind().word());
        builder.environment().put("DUB_IMPORT_ALERT_ID", alert.id().toString());
        builder.environment().put("DUB_IMPORT_ALERT_TEXT", AlertText.subject(alert));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Delivery.failed("it cannot be started (" + e.getClass().getSimpleName() + ")", Duration.ZERO);
        }
        underWay.set(Optional.of(process));
        try {
            tell(process, AlertJson.of(alert));
            if (!process.waitFor(endWithin.toNanos(), TimeUnit.NANOSECONDS)) {
                return Delivery.failed("killed after " + endWithin.toSeconds() + " s", Duration.ZERO);
            }
            int code = process.exitValue();
            return code == 0 ? Delivery.DONE : Delivery.failed("it ended with exit code " + code, Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.refused("the process ends");
        } finally {
            kill(process);
        }
    }

    /** An alert fits into a pipe: nobody has to read it for us to go on. */
    private static void tell(Process process, String json) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
            in.write('\n');
        } catch (IOException ended) {
            // It does not want to know; its exit code tells whether that is well.
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String name() {
        return "the command " + program.getFileName();
    }

    @Override
    public int mostAttempts() {
        return MOST_ATTEMPTS;
    }

    @Override
    public void close() {
        underWay.get().ifPresent(CommandHook::kill);
    }
}
