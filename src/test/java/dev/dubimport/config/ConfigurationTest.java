package dev.dubimport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.config.Vocabulary.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final Vocabulary KNOWN = new Vocabulary(
            Map.of(
                    "import",
                    Map.of(
                            "rate", Kind.TEXT,
                            "workspace", Kind.TEXT,
                            "base-url", Kind.TEXT,
                            "data-dir", Kind.PATH,
                            "database", Kind.TEXT,
                            "mapping", Kind.NAME_OR_PATH,
                            "preflight", Kind.FLAG,
                            "resend-in-doubt", Kind.FLAG),
                    "schedule",
                    Map.of("expect-file-by", Kind.TEXT, "watch", Kind.FLAG, "zone", Kind.TEXT, "inbox", Kind.PATH)),
            Map.of("resend-in-doubt", "a decision for one run"),
            List.of("stripe-payments"));

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void anOptionIsAKeyForEveryCommandThatHasIt() throws IOException {
        Chosen acme = read("""
                profiles:
                  acme:
                    rate: 600/min
                """).choose(Optional.of("acme"));

        assertThat(acme.value("import", "rate")).contains(new Value("600/min", place(3, 11), true));
        assertThat(acme.value("import", "workspace")).isEmpty();
    }

    @Test
    void theEnvironmentGoesBeforeTheCommandsOwnKeyAndThatBeforeTheProfiles() throws IOException {
        String text = """
                profiles:
                  acme:
                    zone: UTC
                    schedule:
                      zone: Europe/Berlin
                """;

        assertThat(read(text).choose(Optional.of("acme")).value("import", "zone"))
                .contains(new Value("UTC", place(3, 11), true));
        assertThat(read(text).choose(Optional.of("acme")).value("schedule", "zone"))
                .contains(new Value("Europe/Berlin", place(5, 13), true));
        environment.put("DUB_IMPORT_ZONE", "Asia/Tokyo");
        assertThat(read(text).choose(Optional.of("acme")).value("schedule", "zone"))
                .contains(new Value("Asia/Tokyo", "environment DUB_IMPORT_ZONE", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"06:00", "0123", "no", "1_000", "1e3", "0x1F", "2026-01-01", "~x", "null-and-void"})
    void aTextIsWhatIsWrittenAndNotWhatYamlMakesOfIt(String text) throws IOException {
        Chosen chosen = read("profiles: {acme: {workspace: " + text + "}}").choose(Optional.of("acme"));

        assertThat(chosen.value("import", "workspace")).map(Value::text).contains(text);
    }

    @Test
    void aRelativePathBeginsInTheFoldersOfTheFileAndANameOfOursIsNone() throws IOException {
        Chosen chosen = read("""
                profiles:
                  own: {mapping: shop.yml, data-dir: data}
                  ours: {mapping: stripe-payments}
                """).choose(Optional.of("own"));

        assertThat(chosen.value("import", "mapping"))
                .map(Value::text)
                .contains(folder.resolve("shop.yml").toString());
        assertThat(chosen.environment())
                .containsEntry("DUB_IMPORT_HOME", folder.resolve("data").toString());
        assertThat(read("profiles: {ours: {mapping: stripe-payments}}")
                        .choose(Optional.of("ours"))
                        .value("import", "mapping"))
                .map(Value::text)
                .contains("stripe-payments");
    }

    @Test
    void aLedgerThatTheEnvironmentNamesIsNotReplaced() throws IOException {
        environment.put("DUB_IMPORT_HOME", "/elsewhere");

        assertThat(read("profiles: {acme: {data-dir: data}}")
                        .choose(Optional.of("acme"))
                        .environment())
                .containsEntry("DUB_IMPORT_HOME", "/elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "profile: acme, worspace: x} | not YAML",
                "{worspace: x} | :1:2 worspace: no key here; use `profile` and `profiles`",
                "{rate: 5/s} | :1:2 rate: stands outside of a profile",
                "{profiles: {a: {workspce: x}}} | :1:17 workspce: no option; did you mean \"workspace\"?",
                "{profiles: {a: {shedule: {watch: true}}}} | :1:17 shedule: no option; did you mean \"schedule\"?",
                "{profiles: {a: {schedule: {rate: 5/s}}}} | rate: no option of schedule; remove it, or put it beside",
                "{profiles: {a: {schedule: 5}}} | schedule: a command; put its options below it",
                "{profiles: {a: {schedule: {workspace: x}}}} | workspace: not for schedule alone",
                "{profiles: {a: {resend-in-doubt: true}}} | resend-in-doubt: a decision for one run",
                "{profiles: {a: {rate: [1, 2]}}} | rate: more than one value",
                "{profiles: {a: {rate: {x: 1}}}} | rate: more than one value",
                "{profiles: {a: {rate: }}} | rate: no value",
                "{profiles: {a: {rate: ''}}} | rate: no value",
                "{profiles: {a: {rate: 1/s, rate: 2/s}}} | rate: stands twice, first on line 1",
                "{profiles: {a: {watch: yes}}} | \"yes\": neither true nor false",
                "{profiles: {a: {inbox: ~/in}}} | no shell reads this",
                "{profiles: {a: {inbox: \"a\\0b\"}}} | letters that cannot be seen",
                "{profiles: {a: &x {rate: 1/s}, b: *x}} | a tag, an anchor or an alias",
                "{profiles: {a: !!java.net.URL {rate: 1/s}}} | a tag, an anchor or an alias",
                "{profiles: {a: {b: {c: {d: {e: {f: {g: 1}}}}}}}} | not YAML",
                "{profiles: {none: {rate: 1/s}}} | \"none\": no name of a profile",
                "{profiles: {Acme: {rate: 1/s}, acme: {rate: 1/s}}} | differs from \"Acme\" by upper and lower case",
                "{profiles: [a]} | profiles: no profiles",
                "{profiles: {a: }} | a: no options",
                "{profile: acne, profiles: {acme: {rate: 1/s}}} | profile \"acne\": did you mean \"acme\"?",
                "[a] | no keys; begin with `profiles:`",
                "a | no keys; begin with `profiles:`",
            })
    void whatNobodyKnowsIsRefusedWithPlaceAndMend(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnusableConfiguration.class)
                .hasMessageContaining(folder.resolve("dub-import.yml") + ":1:")
                .hasMessageContaining(message);
    }

    @Test
    void aTabIsRefusedWhereItStands() {
        assertThatThrownBy(() -> read("profiles:\n\tacme: x\n"))
                .hasMessageContaining("dub-import.yml:2:")
                .hasMessageContaining("no tabs");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        environment.put("DUB_IMPORT_WORKSPCE", "x");

        assertThatThrownBy(() -> read("{profiles: {a: {workspce: x, rate: []}}}"))
                .hasMessageContaining("DUB_IMPORT_WORKSPCE")
                .hasMessageContaining("workspce: no option")
                .hasMessageContaining("rate: more than one value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key", "key", "token", "api_key", "client-secret", "password"})
    void aKeyInTheFileIsRefusedAndNotShown(String name) {
        assertThatThrownBy(() -> read("profiles: {a: {" + name + ": dub_abcdefghijklmnop}}"))
                .hasMessageContaining("a key or a password is not kept here")
                .message()
                .doesNotContain("dub_abc");
    }

    @Test
    void aKeyInAnotherValueIsRefusedAndNotShown() {
        assertThatThrownBy(() -> read("profiles: {a: {workspace: dub_abcdefghijklmnop}}"))
                .hasMessageContaining("workspace: looks like an API key")
                .message()
                .doesNotContain("dub_abc");
    }

    @Test
    void anEmptyFileSetsNothing() throws IOException {
        assertThat(read("# nothing yet\n").choose(Optional.empty()).profile()).isEmpty();
    }

    @Test
    void aProfileIsNamedOrUsualOrRefused() throws IOException {
        Configuration two = read("profiles: {acme: {rate: 1/s}, globex: {rate: 2/s}}");

        assertThatThrownBy(() -> two.choose(Optional.empty()))
                .hasMessageContaining("which profile?")
                .hasMessageContaining("acme, globex");
        assertThatThrownBy(() -> two.choose(Optional.of("globx"))).hasMessageContaining("did you mean \"globex\"?");
        assertThat(two.choose(Optional.of("none")).profile()).isEmpty();
        environment.put("DUB_IMPORT_PROFILE", "globex");
        Configuration usual = read("{profile: acme, profiles: {acme: {rate: 1/s}, globex: {rate: 2/s}}}");
        assertThat(usual.choose(Optional.empty()).profile()).contains("globex");
        assertThat(usual.choose(Optional.of("acme")).profile()).contains("acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-rw-", "rw----rw-"})
    void aFileThatOthersWriteIsRefused(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("dub-import.yml"), "profiles: {acme: {rate: 1/s}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> read(file)).hasMessageContaining("can be written by every user");
    }

    @Test
    void aFileInAFolderThatOthersWriteIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path file = Files.writeString(open.resolve("dub-import.yml"), "profiles: {acme: {rate: 1/s}}");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> read(file)).hasMessageContaining("its folder can be written by every user");
    }

    @Test
    void aFileThatIsNamedAndNotThereIsNotPassedOver() {
        assertThatThrownBy(() -> read(folder.resolve("gone.yml")))
                .hasMessageContaining("--config")
                .hasMessageContaining("no such file");
        environment.put("DUB_IMPORT_CONFIG", folder.resolve("gone.yml").toString());
        assertThatThrownBy(this::readUsual)
                .hasMessageContaining("DUB_IMPORT_CONFIG")
                .hasMessageContaining("no such file");
        environment.put("DUB_IMPORT_CONFIG", "dub-import.yml");
        assertThatThrownBy(this::readUsual).hasMessageContaining("another file in every folder");
        environment.put("DUB_IMPORT_CONFIG", "none");
        assertThat(readUsual().file()).isEmpty();
    }

    @Test
    void theUsersFileIsUsedInsteadOfTheMachines() throws IOException {
        environment.put("XDG_CONFIG_HOME", folder.toString());
        Path own = Files.createDirectory(folder.resolve("dub-import"));
        Path file = Files.writeString(own.resolve("dub-import.yml"), "profiles: {acme: {rate: 1/s}}");

        assertThat(readUsual().file()).contains(file);
    }

    @Test
    void noPlaceIsRelativeToTheCurrentFolder() {
        environment.put("XDG_CONFIG_HOME", "config");
        environment.put("APPDATA", "config");

        for (String os : List.of("Linux", "Mac OS X", "Windows 11")) {
            assertThat(Configuration.usualPlaces(environment, os, folder))
                    .isNotEmpty()
                    .allMatch(Path::isAbsolute);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DUB_IMPORT_DATABSE | did you mean \"DUB_IMPORT_DATABASE\"?",
                "DUB_IMPORT_DATA_DIR | did you mean \"DUB_IMPORT_HOME\"?",
                "DUB_IMPORT_EXPECTFILEBY | did you mean \"DUB_IMPORT_EXPECT_FILE_BY\"?",
                "DUB_IMPORT_API_KEY | a key or a password is not kept here",
                "DUB_IMPORT_RESEND_IN_DOUBT | a decision for one run",
                "DUB_IMPORT_WATCH | neither true nor false",
            })
    void aVariableThatNobodyKnowsIsRefusedWithoutItsValue(String name, String message) {
        environment.put(name, "dub_abcdefghijklmnop");

        assertThatThrownBy(this::readUsual)
                .isInstanceOf(UnusableConfiguration.class)
                .hasMessageContaining("environment variable " + name)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("dub_abc");
    }

    @Test
    void whatKubernetesSetsForAServiceOfThatNameIsNoSetting() {
        environment.putAll(Map.of(
                "DUB_IMPORT_SERVICE_HOST", "10.0.0.1",
                "DUB_IMPORT_SERVICE_PORT", "80",
                "DUB_IMPORT_SERVICE_PORT_METRICS", "80",
                "DUB_IMPORT_PORT", "tcp://10.0.0.1:80",
                "DUB_IMPORT_PORT_80_TCP", "tcp://10.0.0.1:80",
                "DUB_IMPORT_PORT_80_TCP_ADDR", "10.0.0.1",
                "DUB_IMPORT_METRICS_SERVICE_HOST", "10.0.0.1"));

        assertThat(readUsual().choose(Optional.empty()).value("import", "rate")).isEmpty();
    }

    @Test
    void nothingOfSpringsOwnIsHeard() {
        environment.putAll(
                Map.of("SPRING_APPLICATION_JSON", "{\"dub.import.rate\":\"9/s\"}", "dub.import.rate", "9/s"));
        environment.put("DUB_IMPORT_WORKSPACE", "${PATH}");

        Chosen chosen = readUsual().choose(Optional.empty());

        assertThat(chosen.value("import", "rate")).isEmpty();
        assertThat(chosen.value("import", "workspace")).map(Value::text).contains("${PATH}");
    }

    private Configuration read(String text) throws IOException {
        return read(Files.writeString(folder.resolve("dub-import.yml"), text));
    }

    private Configuration read(Path file) {
        return Configuration.read(Optional.of(file), environment, "Linux", folder, () -> KNOWN);
    }

    private Configuration readUsual() {
        environment.putIfAbsent("XDG_CONFIG_HOME", folder.resolve("empty").toString());
        return Configuration.read(Optional.empty(), environment, "Linux", folder, () -> KNOWN);
    }

    private String place(int line, int column) {
        return folder.resolve("dub-import.yml") + ":" + line + ":" + column;
    }
}
