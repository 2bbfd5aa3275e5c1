package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfiguredTest {
    @TempDir
    private Path folder;

    private Session session;
    private Path sales;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void begin() {
        session = new Session(folder);
        sales = session.file("sales.csv", """
                externalId,amount,paymentProcessor,invoiceId
                cus_1,1000,stripe,INV-1
                cus_2,2000,stripe,INV-2
                """);
        environment.put("DUB_API_KEY_ACME", SandboxSettings.DEFAULT_KEY);
        environment.put("DUB_API_KEY_GLOBEX", SandboxSettings.DEFAULT_KEY);
        environment.put("DUB_IMPORT_CONFIG", folder.resolve("dub-import.yml").toString());
        session.withEnvironment(environment);
        configure();
    }

    @AfterEach
    void end() {
        session.close();
    }

    @Test
    void twoProfilesKeepTwoLedgersInOneDataFolder() {
        Said acme = session.run("import", sales.toString(), "--profile", "acme");
        Said globex = session.run("import", sales.toString(), "--profile", "globex", "--new-workspace");
        Said again = session.run("import", sales.toString());

        assertThat(acme.exitCode()).as(acme.err()).isZero();
        assertThat(acme.err()).contains("Profile acme of " + folder.resolve("dub-import.yml"));
        assertThat(acme.out()).contains("(workspace acme)");
        assertThat(globex.exitCode()).as(globex.err()).isZero();
        assertThat(globex.out()).contains("(workspace globex)").containsPattern("recorded +2 ");
        assertThat(again.out()).contains("(workspace acme)").containsPattern("skipped +2 ");
        assertThat(session.calls()).isEqualTo(4);
        assertThat(session.run("status", "--profile", "globex").out())
                .containsPattern("\\(workspace acme\\):\\s+recorded: 2 sales")
                .containsPattern("\\(workspace globex\\):\\s+recorded: 2 sales");
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() {
        configure("rate: 60/min");
        String[] command = {"import", sales.toString()};
        assertThat(session.run(command).err()).contains("at 60/min");

        environment.put("DUB_IMPORT_RATE", "20/s");
        assertThat(session.run(command).err()).contains("at 20/s");
        assertThat(session.run("import", sales.toString(), "--rate", "unlimited")
                        .err())
                .doesNotContain("at 20/s");
    }

    @Test
    void aValueThatIsWrongIsToldWithItsPlace() {
        configure("rate: quick");

        Said said = session.run("import", sales.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("dub-import.yml:8:11: ").contains("rate \"quick\": not a rate");
        assertThat(session.run("import", sales.toString(), "--rate", "slow").err())
                .contains("rate \"slow\": not a rate")
                .doesNotContain("dub-import.yml:8");
        assertThat(session.calls()).isZero();
    }

    @Test
    void aValueIsTakenAsItIsWritten() {
        configure("rate: ${sys:user.name}");

        assertThat(session.run("import", sales.toString()).err()).contains("rate \"${sys:user.name}\": not a rate");
    }

    @Test
    void aDestinationIsSaidInOnePlace() {
        assertThat(session.run("import", sales.toString(), "--workspace", "globex")
                        .err())
                .contains("--workspace \"globex\": profile acme says \"acme\"");
        assertThat(session.run("import", sales.toString(), "--base-url", "https://api.dub.co")
                        .exitCode())
                .isEqualTo(2);
        assertThat(session.run(
                                "import",
                                sales.toString(),
                                "--data-dir",
                                folder.resolve("other").toString())
                        .err())
                .contains("profile acme says");
        assertThat(session.run("import", sales.toString(), "--database", "jdbc:postgresql://db/ledger")
                        .err())
                .contains("--database \"jdbc:postgresql://db/ledger\": profile acme says");
        environment.put("DUB_IMPORT_API_KEY_FILE", sales.toString());
        assertThat(session.run("import", sales.toString()).err())
                .contains("environment DUB_IMPORT_API_KEY_FILE")
                .contains("profile acme says \"DUB_API_KEY_ACME\"");
        environment.remove("DUB_IMPORT_API_KEY_FILE");
        environment.put("DUB_IMPORT_WORKSPACE", "globex");
        assertThat(session.run("import", sales.toString()).err())
                .contains("environment DUB_IMPORT_WORKSPACE \"globex\": profile acme says \"acme\"");
        assertThat(session.calls()).isZero();
        environment.put("DUB_IMPORT_WORKSPACE", "ACME");
        assertThat(session.run("import", sales.toString()).exitCode()).isZero();
    }

    @Test
    void aProfileWithoutAServiceMeansDubAndNoStandIn() throws IOException {
        write("profiles: {acme: {workspace: acme, api-key-variable: DUB_API_KEY_ACME}}");

        Said said = session.run(
                "import",
                sales.toString(),
                "--profile",
                "acme",
                "--base-url",
                session.sandbox().baseUrl().toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("profile acme says \"https://api.dub.co\"");
        assertThat(session.calls()).isZero();
    }

    @Test
    void aRehearsalGoesToNoProfilesService() {
        Said said = session.run("import", sales.toString(), "--sandbox");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("(workspace sandbox)");
        assertThat(session.calls()).isZero();
    }

    @Test
    void withoutAProfileNothingOfTheFileHolds() {
        Said said = session.run("import", sales.toString(), "--profile", "none");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("no workspace");
    }

    @Test
    void theKeyOfAProfileIsNotReplacedByAnother() {
        environment.remove("DUB_API_KEY_ACME");
        environment.put("DUB_API_KEY", SandboxSettings.DEFAULT_KEY);

        Said said = session.run("import", sales.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--api-key-variable: there is no such variable");
    }

    @Test
    void aKeyOfAProfileInAnArgumentIsNoticed() {
        environment.put("DUB_API_KEY_ACME", "a-key-that-is-long-enough");

        assertThat(session.run("import", "a-key-that-is-long-enough").err())
                .contains("the API key stands in an argument");
    }

    @Test
    void aKeyFileThatOthersReadIsRefused() throws IOException {
        Path key = session.file("key", SandboxSettings.DEFAULT_KEY);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        write("profiles: {acme: {workspace: acme, api-key-file: key}}");

        assertThat(session.run("import", sales.toString(), "--profile", "acme").err())
                .contains("dub-import.yml:1:50 api-key-file: every user of this machine can read that file");
    }

    @Test
    void commandsWithoutSuchAnOptionFindTheProfilesLedger() {
        session.run("import", sales.toString());

        assertThat(session.run("status").out()).contains(session.dataFolder().toString());
        assertThat(session.run("explain", "INV-1").exitCode()).isZero();
        assertThat(session.run("ledger", "verify").exitCode()).isZero();
    }

    @Test
    void aScheduleTakesItsOptionsAndThoseOfImport() throws IOException {
        Files.createDirectory(folder.resolve("inbox"));
        configure("schedule:", "  inbox: inbox", "  cron: \"0 0 3 * * *\"", "rate: quick");

        assertThat(session.run("schedule").err()).contains("--zone: missing");
        assertThat(session.run("schedule", "--zone", "UTC").err()).contains("rate \"quick\": not a rate");
        assertThat(session.run("schedule", "--watch").err()).contains("rate \"quick\": not a rate");
        assertThat(session.run("schedule", "--watch", "--workspace", "globex", "--rate", "5/s")
                        .err())
                .contains("profile acme says \"acme\"");
    }

    @Test
    void aFlagThatIsSetAndSaidIsSaid() throws IOException {
        Files.createDirectory(folder.resolve("inbox"));
        configure("schedule:", "  inbox: inbox", "  watch: true", "rate: quick");

        assertThat(session.run("schedule", "--watch").err()).contains("rate \"quick\": not a rate");
        assertThat(session.run("schedule").err()).contains("rate \"quick\": not a rate");
        assertThat(session.run("schedule", "--cron", "0 0 3 * * *").err()).contains("--zone: missing");
    }

    @Test
    void inspectProposesAMappingThoughOneIsSet() {
        configure("mapping: gone.yml");

        assertThat(session.run("inspect", sales.toString()).out()).contains("Proposed mapping");
        assertThat(session.run("validate", sales.toString()).err()).contains("no such file");
    }

    @Test
    void helpIsThereWhateverIsWrong() throws IOException {
        write("nonsense: true");

        assertThat(session.run("import", "--help").exitCode()).isZero();
        assertThat(session.run("import", "--help").out()).contains("--profile=NAME");
        assertThat(session.run("status").exitCode()).isEqualTo(2);
        assertThat(session.run("config", "check").exitCode()).isEqualTo(2);
    }

    @Test
    void checkShowsWhatHoldsAndWhereItComesFrom() throws IOException {
        Files.createDirectory(folder.resolve("inbox"));
        session.file("shop.yml", "extends: generic\n");
        configure(
                "mapping: shop.yml", "schedule:", "  inbox: inbox", "  cron: \"0 0 3 * * *\"", "  zone: Europe/Berlin");
        environment.put("DUB_IMPORT_RATE", "20/s");

        Said said = session.run("config", "check");

        assertThat(said.out()
                        .replace(folder.toString(), "FOLDER")
                        .replace(session.sandbox().baseUrl().toString(), "SANDBOX")
                        .replaceAll(" +(?=FOLDER/dub-import.yml:|environment )", "  "))
                .isEqualTo(golden("config-check.txt"));
        assertThat(said.out()).doesNotContain(SandboxSettings.DEFAULT_KEY);
        assertThat(said.exitCode()).isZero();
        assertThat(session.dataFolder()).doesNotExist();
    }

    @Test
    void checkFindsWhatTheCommandsWouldRefuse() throws IOException {
        configure(
                "rate: quick", "concurrency: many", "mapping: gone.yml", "schedule:", "  inbox: gone", "  watch: true");
        environment.remove("DUB_API_KEY_ACME");

        Said said = session.run("config", "check", "--profile", "acme");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out())
                .contains("variable DUB_API_KEY_ACME: cannot be used")
                .contains("dub-import.yml:5:23: --api-key-variable: there is no such variable")
                .contains("dub-import.yml:8:11: Invalid value for option '--rate'")
                .contains("dub-import.yml:9:18: Invalid value for option '--concurrency'")
                .contains("gone.yml: no such file")
                .contains("dub-import.yml:12:14: --inbox")
                .doesNotContain("globex");
    }

    @Test
    void checkFindsAlertsThatNobodyWouldGet() {
        configure("alert-command: page-me", "alert-on: failure", "webhook-file: gone");

        Said said = session.run("config", "check", "--profile", "acme");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out())
                .contains("dub-import.yml:8:20: --alert-command " + folder.resolve("page-me") + ": no program")
                .contains("dub-import.yml:9:15: --alert-on \"failure\": no kind of alert")
                .contains("dub-import.yml:10:19: --webhook-file: no such file");
    }

    @Test
    void checkFindsASecondWordAboutWhereSalesGo() {
        configure("concurrency: 4");
        environment.put("DUB_IMPORT_BASE_URL", "http://127.0.0.1:1");

        Said said = session.run("config", "check", "--profile", "acme");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).contains("environment DUB_IMPORT_BASE_URL \"http://127.0.0.1:1\": profile acme says");
    }

    @Test
    void checkWarnsOfTwoLedgersForOneWorkspaceAndOfOneKeyForTwo() throws IOException {
        write("""
                profiles:
                  here: {workspace: acme, data-dir: here}
                  there: {workspace: Acme, data-dir: there}
                  other: {workspace: globex, data-dir: here}
                  same: {workspace: globex, data-dir: here}
                """);

        assertThat(session.run("config", "check").out())
                .contains("Note: profiles here and there go to https://api.dub.co (workspace acme) with two ledgers")
                .contains("Note: profiles here and other go to two workspaces with one key")
                .contains("Note: profiles other and same share one ledger for https://api.dub.co (workspace globex)");
    }

    @Test
    void everyOptionThatMayBeSetForGoodIsListedOnPurpose() throws IOException {
        Surroundings surroundings = Surroundings.ofProcess();
        CommandLine commands = DubImport.commandLine(surroundings);
        List<String> keys = Settable.of(commands).commands().keySet().stream()
                .sorted()
                .map(command -> command + ": "
                        + String.join(
                                " ",
                                new TreeSet<>(
                                        Settable.of(commands).optionsOf(command).keySet())))
                .toList();

        assertThat(String.join("\n", keys) + "\n").isEqualTo(golden("config-keys.txt"));
    }

    /** Two profiles, the first with more options. */
    private void configure(String... more) {
        try {
            write("""
                    profile: acme
                    profiles:
                      acme:
                        workspace: acme
                        api-key-variable: DUB_API_KEY_ACME
                        base-url: SANDBOX
                        data-dir: data
                    MORE  globex: {workspace: globex, api-key-variable: DUB_API_KEY_GLOBEX, data-dir: data, base-url: SANDBOX}
                    """.replace(
                            "MORE",
                            Arrays.stream(more).map("    %s\n"::formatted).collect(Collectors.joining()))
                    .replace("SANDBOX", session.sandbox().baseUrl().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("dub-import.yml"), text);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConfiguredTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
