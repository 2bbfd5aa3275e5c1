package dev.dubimport.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Programs of the user's, as they are met. */
@Timeout(30)
class CommandHookTest {
    private static final Lane.Patience IMPATIENT = new Lane.Patience(Duration.ofMillis(5), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    @Test
    void itGetsTheAlertOnItsStandardInputAndNoShellReadsIt() throws IOException {
        raise(
                script("cat > told; echo \"$DUB_IMPORT_ALERT|$DUB_IMPORT_ALERT_ID|$DUB_IMPORT_ALERT_TEXT|$#\" > said"),
                SampleAlerts.notAllRecorded("$(touch hacked) `touch hacked`; touch hacked"));

        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(Files.readString(folder.resolve("told")))
                        .at("/kind")
                        .asString())
                .isEqualTo("not-recorded");
        assertThat(folder.resolve("said"))
                .content()
                .isEqualTo("not-recorded|00000000-0000-0000-0000-00000000002a|dub-import to acme: not all recorded:"
                        + " $(touch hacked) `touch hacked`; touch hacked (run 7)|0\n");
        assertThat(folder.resolve("hacked")).doesNotExist();
        assertThat(troubles).isEmpty();
    }

    @Test
    void itsEnvironmentHoldsNoSecret() throws IOException {
        raise(script("env > env"), SampleAlerts.noFile());

        assertThat(folder.resolve("env"))
                .content()
                .contains("OF_THE_USER=kept", "PATH=", "HOME=/home/dub_importer_of_sales")
                .doesNotContain(
                        "key-secret",
                        "password-secret",
                        "webhook-secret",
                        "shop-secret",
                        "DUB_API_KEY",
                        "PGUSER",
                        "OTHER_PROFILES_KEY",
                        "dub_4mB");
    }

    @Test
    void oneThatFailsIsTriedThreeTimesAndThenSaid() throws IOException {
        raise(script("echo x >> tries; exit 3"), SampleAlerts.noFile());

        assertThat(folder.resolve("tries")).content().isEqualTo("x\nx\nx\n");
        assertThat(troubles)
                .containsExactly("alert \"no-file\" not delivered to the command hook.sh: it ended with exit code 3,"
                        + " 3 times");
    }

    @Test
    void oneThatHangsIsKilledWithWhatItStarted() throws Exception {
        raise(script("sleep 600 & echo $! > child; wait"), SampleAlerts.noFile());

        assertThat(troubles).singleElement().asString().contains("killed after ");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            // Killed, but it may not have ended yet; one that sleeps on fails this.
            left.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void oneThatDoesNotReadAndOneThatIsGoneBreakNothing() throws IOException {
        raise(script("exec 0<&-; exit 0"), SampleAlerts.noFile());
        assertThat(troubles).isEmpty();

        raise(folder.resolve("gone"), SampleAlerts.noFile());
        assertThat(troubles).singleElement().asString().contains("it cannot be started (IOException), 3 times");
    }

    private Path script(String body) throws IOException {
        Path script = folder.resolve("hook.sh");
        Files.writeString(script, "#!/bin/sh\ncd '" + folder + "'\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private void raise(Path program, Alert alert) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                System.getenv("PATH"),
                "OF_THE_USER",
                "kept",
                "DUB_API_KEY",
                "key-secret",
                "MY_COPY",
                "Bearer key-secret",
                "PGPASSWORD",
                "password-secret",
                "PGUSER",
                "importer",
                "SHOP_KEY",
                "shop-secret",
                "MY_SHOP",
                "as shop-secret",
                "DUB_IMPORT_WEBHOOK",
                "https://hooks.example/webhook-secret"));
        environment.put("HOME", "/home/dub_importer_of_sales");
        environment.put("OTHER_PROFILES_KEY", "Bearer dub_4mBXwU1tqZ8yHnJcK7aLrE2v");
        Hook hook = new CommandHook(program, environment, Set.of("DUB_API_KEY", "SHOP_KEY"), Duration.ofSeconds(1));
        try (Alerts alerts = Alerts.of(
                EnumSet.allOf(Alert.Kind.class), List.of(hook), IMPATIENT, Duration.ofSeconds(20), troubles::add)) {
            alerts.raise(alert);
        }
    }
}
