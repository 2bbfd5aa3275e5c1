package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --log-format ecs} whatever is said is an object in a line of its own, and nothing else is. */
class LogFormatTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,colour\n";

    @TempDir
    Path folder;

    private Session session = new Session(Path.of("none"));

    @BeforeEach
    void begin() {
        session.close();
        session = new Session(folder);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void eachNoteOfAnImportIsAnObject() {
        Session.Said said = session.onTerminal().importing(sales("sales.csv"), "--log-format", "ecs", "--json");

        assertThat(said.exitCode()).as(said.err()).isZero();
        List<JsonObject> lines = objects(said.err());
        assertThat(lines).extracting(LogFormatTest::message).contains("sales.csv: columns not used: colour");
        assertThat(lines).allSatisfy(line -> {
            assertThat(Instant.parse(line.get("@timestamp").getAsString())).isNotNull();
            assertThat(line.getAsJsonObject("log").get("level").getAsString()).isEqualTo("INFO");
            assertThat(line.getAsJsonObject("service").get("name").getAsString())
                    .isEqualTo("dub-import");
            assertThat(line.getAsJsonObject("ecs").get("version").getAsString()).isNotEmpty();
        });
        assertThat(objects(said.out())).hasSize(1);
        assertThat(said.err()).doesNotContain(SandboxSettings.DEFAULT_KEY);
    }

    @Test
    void whatIsWrongIsAnErrorAndAnObjectToo() {
        Session.Said missing = session.importing(folder.resolve("none.csv"), "--log-format=ecs");
        Session.Said unknown = session.importing(sales("sales.csv"), "--log-format=ecs", "--no-such-option");

        for (Session.Said said : List.of(missing, unknown)) {
            assertThat(said.exitCode()).isEqualTo(2);
            JsonObject first = objects(said.err()).get(0);
            assertThat(message(first)).startsWith("dub-import: ");
            assertThat(first.getAsJsonObject("log").get("level").getAsString()).isEqualTo("ERROR");
        }
    }

    @Test
    void theEnvironmentCanAskForIt() {
        session.withEnvironment(Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY, "DUB_IMPORT_LOG_FORMAT", "ecs"));

        assertThat(objects(session.importing(sales("sales.csv")).err())).isNotEmpty();
    }

    @Test
    void aFormatThatIsNoneIsSaid() {
        Session.Said said = session.importing(sales("sales.csv"), "--log-format", "xml");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--log-format", "text, ecs");
    }

    @Test
    void noNameOfAFileForgesALine() {
        String name = "a\n{\"message\":\"forged\"}.csv";

        Session.Said said = session.importing(sales(name), "--log-format", "ecs");

        assertThat(objects(said.err()))
                .extracting(LogFormatTest::message)
                .anyMatch(message -> message.startsWith("a\\u000a{\"message\":\"forged\"}.csv: columns not used"))
                .doesNotContain("forged");
    }

    @Test
    void aNoteOfAnImportBearsItsRun() {
        Session.Said said = session.importing(
                sales("sales.csv"),
                "--log-format",
                "ecs",
                "--report",
                folder.resolve("report.html").toString());

        assertThat(objects(said.err()))
                .filteredOn(line -> message(line).startsWith("Report: "))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getAsJsonObject("dub_import").get("run_id").getAsString())
                            .isEqualTo("1");
                    assertThat(line.getAsJsonObject("file").get("name").getAsString())
                            .endsWith("sales.csv");
                });
    }

    @Test
    void theLogOfTheProcessIsWrittenSoTooAndKnowsTheRun() throws Exception {
        session.sandbox().play(Faults.parse("503:1"));
        Path output = folder.resolve("output");

        int exitCode = ChildProcess.start(
                        output, session.importArguments("acme", sales("sales.csv"), "--log-format", "ecs", "--json"))
                .exitCode();

        assertThat(exitCode).isEqualTo(1);
        assertThat(objects(Files.readString(output)))
                .filteredOn(line -> line.has("message") && message(line).startsWith("sale INV-1: 503"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.getAsJsonObject("log").get("level").getAsString())
                            .isEqualTo("WARN");
                    assertThat(line.getAsJsonObject("dub_import").get("run_id").getAsString())
                            .isEqualTo("1");
                });
    }

    private Path sales(String name) {
        return session.file(name, HEADER + "cus_1,1000,stripe,INV-1,red\n");
    }

    private static String message(JsonObject line) {
        return line.get("message").getAsString();
    }

    private static List<JsonObject> objects(String said) {
        return said.lines()
                .map(line -> new Gson().fromJson(line, JsonObject.class))
                .toList();
    }
}
