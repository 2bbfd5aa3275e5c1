package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code deploy/} are what systemd and Kubernetes take, and their commands are what we take. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final String PROGRAM = "/usr/bin/dub-import";

    @TempDir
    Path folder;

    @Test
    void systemdTakesTheUnits() throws Exception {
        assumeTrue(Files.isExecutable(SYSTEMD_ANALYZE), "no systemd-analyze: the units are not checked");
        // The man pages are in the package; scripts/install-test looks for them.
        List<String> command = new ArrayList<>(List.of(SYSTEMD_ANALYZE.toString(), "verify", "--man=no"));
        for (Path unit : files("systemd")) {
            Path copy = folder.resolve(unit.getFileName());
            // It wants to see a program there.
            Files.writeString(copy, Files.readString(unit).replace(PROGRAM, "/bin/true"));
            command.add(copy.toString());
        }

        Process verifying =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verifying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verifying.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    @Test
    void kubernetesTakesTheManifests() throws Exception {
        V1Deployment.validateJsonElement(manifest("schedule.yaml"));
        V1CronJob.validateJsonElement(manifest("nightly.yaml"));
    }

    @Test
    void prometheusTakesTheRules() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "no promtool: the rules are not checked");

        Process checking = new ProcessBuilder(
                        PROMTOOL.toString(),
                        "check",
                        "rules",
                        DEPLOY.resolve("prometheus/dub-import.rules.yml").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(checking.waitFor()).as(said).isZero();
    }

    static Stream<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (Path unit : files("systemd")) {
            Pattern.compile("ExecStart=" + PROGRAM + "((?:.*\\\\\n)*.*)\n")
                    .matcher(Files.readString(unit))
                    .results()
                    .forEach(found -> commands.add(words(found.group(1))));
        }
        Pattern.compile("=\\$\\(" + PROGRAM + "(.*) 2>&1\\) \\|\\| echo")
                .matcher(Files.readString(DEPLOY.resolve("cron/dub-import")))
                .results()
                .forEach(found -> commands.add(words(found.group(1))));
        for (String manifest : List.of("schedule.yaml", "nightly.yaml")) {
            Pattern.compile("args:\n((?: +- .*\n)+)")
                    .matcher(Files.readString(DEPLOY.resolve("kubernetes").resolve(manifest)))
                    .results()
                    .forEach(found -> commands.add(Arrays.stream(found.group(1).split("\n"))
                            .map(line -> line.strip().substring(2))
                            .toList()));
        }
        assertThat(commands).hasSize(5);
        return commands.stream();
    }

    /** With nothing there to work with, a command that is understood ends for want of its key, not of an option. */
    @ParameterizedTest
    @MethodSource("commands")
    void theirCommandsAreUnderstood(List<String> command) throws Exception {
        Path sales = Files.createDirectory(folder.resolve("sales"));
        Files.writeString(
                sales.resolve("a.csv"), "externalId,amount,paymentProcessor,invoiceId,currency\nc,1,stripe,I,usd\n");
        Session session = new Session(folder).withEnvironment(Map.of("DUB_IMPORT_HOME", folder + "/data"));

        try (session) {
            Session.Said said = session.run(command.stream()
                    // Whatever listens on this machine already is no concern of the command line.
                    .map(word -> word.equals("9464") ? "0" : word.replace("/srv/sales", sales.toString()))
                    .toArray(String[]::new));

            assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
            assertThat(said.err()).contains("key").doesNotContain("unknown").doesNotContain("--help");
        }
    }

    private static JsonElement manifest(String name) throws IOException {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(DEPLOY.resolve("kubernetes").resolve(name)));
        return new Gson().toJsonTree(read);
    }

    private static List<Path> files(String kind) throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve(kind))) {
            return files.sorted().toList();
        }
    }

    /** As systemd and a shell split them: a quoted text is one word. */
    private static List<String> words(String line) {
        return Pattern.compile("\"([^\"]*)\"|[^\\s\\\\]+")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
    }
}
