package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.alert.Receiver;
import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whom one import tells how it ended, and that nothing of it depends on who is told. */
class ImportAlertsTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,metadata.note\n";
    private static final String SALE = "cus_private,1000,stripe,INV-private,jane@private.example\n";

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver("200 OK");
    private Session session = new Session(Path.of(""));

    @BeforeEach
    void open() {
        session.close();
        session = new Session(folder)
                .withEnvironment(
                        Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY, "DUB_IMPORT_WEBHOOK", receiver.url()));
    }

    @AfterEach
    void close() {
        session.close();
        receiver.close();
    }

    @Test
    void oneAlertTellsHowAllFilesEnded() {
        session.file("a.csv", HEADER + SALE + "guest-private,500,stripe,INV-2,\n");
        session.file("b.csv", HEADER + "cus_2,700,stripe,INV-3,\n");

        Said said = session.importing(folder);

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        JsonNode alert = theAlert("not-recorded");
        assertThat(alert.at("/what").asString()).isEqualTo("2 files: Imported; some rows were not recorded.");
        assertThat(alert.at("/runs").toString()).isEqualTo("[1,2]");
        assertThat(alert.at("/totals/recorded/amounts/USD").asInt()).isEqualTo(1700);
        assertThat(alert.at("/totals/unattributed/amounts/USD").asInt()).isEqualTo(500);
        assertThat(alert.has("file")).isFalse();
    }

    @Test
    void nothingThatIsSecretOrPersonalIsTold() {
        Path file = session.file("jane@private.example.csv", HEADER + SALE + "guest-private,5,stripe,INV-p2,x\n,,,,\n");
        Path script = script("cat >> told; env >> told");

        Said said = session.importing(file, "--alert-command", script.toString());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(receiver.bodies() + " " + receiver.heads().get(0).replace("webhook-secret", "") + told())
                .contains("not-recorded")
                .doesNotContain("private", "INV-", "cus_", "guest-", "webhook-secret", SandboxSettings.DEFAULT_KEY);
        assertThat(said.out() + said.err()).doesNotContain("webhook-secret");
    }

    @Test
    void aStopIsTold() {
        Said said = session.withEnvironment(
                        Map.of("DUB_API_KEY", "dub_revoked_key_private", "DUB_IMPORT_WEBHOOK", receiver.url()))
                .importing(session.file("sales.csv", HEADER + SALE));

        assertThat(said.exitCode()).isEqualTo(3);
        JsonNode alert = theAlert("stopped");
        assertThat(alert.at("/file").asString()).isEqualTo("sales.csv");
        assertThat(alert.at("/exitCode").asInt()).isEqualTo(3);
        assertThat(receiver.bodies().get(0)).doesNotContain("private");
    }

    @Test
    void whatIsWrongBeforeAnythingIsSentIsTold() {
        Said said = session.importing(folder.resolve("not-there.csv"));

        assertThat(said.exitCode()).isEqualTo(2);
        JsonNode alert = theAlert("failed");
        assertThat(alert.at("/exitCode").asInt()).isEqualTo(2);
        assertThat(alert.has("destination")).isFalse();
    }

    @Test
    void whatGoesWellIsToldOnRequestOnlyAndInTheFormatThatIsAskedFor() {
        Path file = session.file("sales.csv", HEADER + SALE);
        assertThat(session.importing(file).exitCode()).isZero();
        assertThat(receiver.bodies()).isEmpty();

        assertThat(session.importing(file, "--alert-on", "all", "--webhook-format", "slack")
                        .exitCode())
                .isZero();

        assertThat(receiver.alerts())
                .singleElement()
                .satisfies(message -> assertThat(message.at("/text").asString())
                        .startsWith("dub-import to acme: all recorded: sales.csv (run 2)\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 X", "301 X\r\nLocation: /x", Receiver.HANG_UP})
    void aBrokenHookChangesNeitherExitCodeNorRecordings(String answer) {
        try (Receiver broken = new Receiver(answer, "410 X")) {
            Said said = session.withEnvironment(
                            Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY, "DUB_IMPORT_WEBHOOK", broken.url()))
                    .importing(
                            session.file("sales.csv", HEADER + SALE),
                            "--alert-on",
                            "all",
                            "--json",
                            "--alert-command",
                            script("exit 7").toString());

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.out().lines()).singleElement().asString().startsWith("{\"run\":1,");
            assertThat(said.err())
                    .contains("alert \"recorded\" not delivered to the webhook at 127.0.0.1: it answers ")
                    .contains(
                            "alert \"recorded\" not delivered to the command hook.sh: it ended with exit code 7, 3 times");
            assertThat(session.recordings()).containsOnly(Map.entry("INV-private", 1L));
        }
    }

    @Test
    void theAddressMayLieInAFile() throws IOException {
        Path address = Files.writeString(folder.resolve("address"), receiver.url() + "\r\n");

        Said said = session.withEnvironment(Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY))
                .importing(
                        session.file("sales.csv", HEADER + SALE),
                        "--webhook-file",
                        address.toString(),
                        "--alert-on=all");

        assertThat(said.exitCode()).as(said.err()).isZero();
        theAlert("recorded");
    }

    @Test
    void whatCannotBeToldIsRefusedBeforeAnythingIsSent() {
        assertRefused("--webhook-file: no such file", "--webhook-file", "https://hooks.example/webhook-secret");
        assertRefused(
                "no program that can be run",
                "--alert-command",
                folder.resolve("gone").toString());
        assertRefused("--alert-on \"everything\": no kind of alert", "--alert-on", "everything");
        assertRefused("--alert-on \"\": no kind of alert", "--alert-on", "failed,");
        assertRefused("\"xml\": use slack or json", "--webhook-format", "xml");
        session.withEnvironment(Map.of(
                "DUB_API_KEY",
                SandboxSettings.DEFAULT_KEY,
                "DUB_IMPORT_WEBHOOK",
                "http://hooks.example/webhook-secret"));
        assertRefused("DUB_IMPORT_WEBHOOK: http would send the address");
        assertThat(session.calls()).isZero();
    }

    @Test
    void anArgumentThatHoldsTheAddressIsRefusedWithoutBeingShown() {
        Said said = session.importing(folder, "--webhook=" + receiver.url());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("dub-import: the webhook's address stands in an argument")
                .doesNotContain("webhook-secret");
    }

    private void assertRefused(String message, String... options) {
        Said said = session.importing(session.file("sales.csv", HEADER + SALE), options);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains(message).doesNotContain("webhook-secret");
    }

    private JsonNode theAlert(String kind) {
        assertThat(receiver.alerts()).hasSize(1);
        JsonNode alert = receiver.alerts().get(0);
        assertThat(alert.at("/kind").asString()).isEqualTo(kind);
        return alert;
    }

    private Path script(String body) {
        try {
            Path script =
                    Files.writeString(folder.resolve("hook.sh"), "#!/bin/sh\ncd '" + folder + "'\n" + body + "\n");
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String told() {
        try {
            return Files.readString(folder.resolve("told"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
