package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectTest {
    private static final Path SAMPLES = Path.of("samples");

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder).at(Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC));
    }

    @AfterEach
    void end() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource({"shop-export.csv, shop-export", "exports/stripe-payments-older.csv, stripe-payments-older"})
    void printsFindingsForATerminal(String sample, String golden) throws IOException {
        Session.Said said = session.run("inspect", SAMPLES.resolve(sample).toString());

        assertThat(said.out()).isEqualTo(golden("inspect-" + golden + ".txt"));
        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void noLineIsWiderThanATerminal() throws IOException {
        for (Path sample : samples()) {
            assertThat(session.run("inspect", sample.toString()).out().lines())
                    .filteredOn(line -> !line.startsWith("  dub-import "))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        }
    }

    @Test
    void writtenMappingGivesValidateTheVerdictsThatInspectShowed() throws IOException {
        for (Path sample : samples()) {
            Path mapping = folder.resolve(sample.getFileName() + ".yml");
            Session.Said inspected =
                    session.run("inspect", sample.toString(), "--write-mapping", mapping.toString(), "--json");
            if (inspected.exitCode() != 0) {
                continue;
            }

            String validated = session.run("validate", sample.toString(), "--mapping", mapping.toString())
                    .out();

            JsonNode outcomes = json(inspected).get("sales").get("outcomes");
            assertThat(rowsOf(validated, "valid")).as("valid of %s", sample).isEqualTo(count(outcomes, "toBeSent"));
            for (String outcome : List.of("duplicate", "filtered", "conflict", "invalid")) {
                assertThat(rowsOf(validated, outcome))
                        .as("%s of %s", outcome, sample)
                        .isEqualTo(count(outcomes, outcome));
            }
        }
    }

    @Test
    void whatIsUndecidedIsRefusedUntilAPersonHasDecided() throws IOException {
        Path sales = session.file("sales.csv", "Order,Customer,Total,Currency\n1,c1,4900,EUR\n2,c2,1250,EUR\n");
        Path mapping = folder.resolve("shop.yml");

        assertThat(session.run("inspect", sales.toString(), "--write-mapping", mapping.toString())
                        .exitCode())
                .isEqualTo(1);
        Session.Said refused = session.run("validate", sales.toString(), "--mapping", mapping.toString());
        Files.writeString(mapping, Files.readString(mapping).replace("\namounts: #", "\namounts: minor #"));
        Session.Said decided = session.run("inspect", sales.toString(), "--mapping", mapping.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("shop.yml:10 amounts: no value");
        assertThat(decided.exitCode()).isZero();
        assertThat(decided.out()).contains("Mapping: ").contains("61.50").doesNotContain("Only you can decide");
    }

    @Test
    void aMappingThatIsThereIsNotOverwritten() throws IOException {
        Path mapping = session.file("shop.yml", "mine");

        Session.Said said = session.run(
                "inspect", SAMPLES.resolve("shop-export.csv").toString(), "--write-mapping", mapping.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("dub-import: " + mapping
                        + ": exists already and is not overwritten; name another file, or remove it first\n");
        assertThat(mapping).hasContent("mine");
    }

    @Test
    void eachFileOfAFolderIsInspectedButOneMappingIsWrittenForOne() {
        String exports = SAMPLES.resolve("exports").toString();

        Session.Said each = session.run("inspect", exports, "--json");
        Session.Said written = session.run(
                "inspect", exports, "--write-mapping", folder.resolve("all.yml").toString());

        assertThat(each.out().lines()).hasSize(6).allMatch(line -> line.contains("\"settled\":true"));
        assertThat(written.exitCode()).isEqualTo(2);
        assertThat(written.err()).contains("holds 6 files, and --write-mapping writes one mapping; name one of them");
        assertThat(folder.resolve("all.yml")).doesNotExist();
    }

    @Test
    void nextNamesTheFileThatWasFoundInAFolderOrByAPattern() throws IOException {
        Path sales = session.file("my sales.csv", "Order,Customer,Total,Currency\n1,c1,49.00,EUR\n");
        String next = "  dub-import validate '" + sales.toRealPath() + "' --mapping mapping.yml\n";

        assertThat(session.run("inspect", folder.toString()).out()).contains(next);
        assertThat(session.run("inspect", folder.resolve("my*.csv").toString()).out())
                .contains(next);
        assertThat(session.run("inspect", SAMPLES.resolve("exports").toString()).out())
                .contains("  dub-import validate samples/exports/stripe-payments.csv --mapping stripe-payments\n");
    }

    @Test
    void nextShowsHowToDecideAboutWhatWasGivenBackInPart() {
        String orders = SAMPLES.resolve("exports/shopify-orders.csv").toString();

        assertThat(session.run("inspect", orders).out()).contains("    extends: shopify-orders\n    refunds: net\n");
        assertThat(session.run("inspect", SAMPLES.resolve("clean.csv").toString())
                        .out())
                .doesNotContain("refunds: net");
    }

    @Test
    void whereAMappingIsProposedItIsTheOneThatDecidesAboutRefunds() {
        String header = "id;Created date (UTC);Amount;Amount Refunded;Currency;Customer ID;Status\n";
        Path payments = session.file(
                "payments.csv", header + "ch_1;2025-09-01 08:15:09;49,00;20,00;eur;cus_1;Partially refunded\n");
        Path orders = session.file(
                "orders.csv", "Order,Customer,Total,Currency,Refunded\n1,c1,49.00,EUR,0.00\n2,c1,49.00,EUR,20.00\n");
        Path mapping = session.file("own.yml", "extends: stripe-payments\ndecimals: comma\n");

        assertThat(unwrapped(session.run("inspect", payments.toString())))
                .contains("add this line to mapping.yml; `refunds: ignore` sends them whole:) refunds: net")
                .doesNotContain("extends: stripe-payments refunds");
        assertThat(unwrapped(session.run("inspect", orders.toString())))
                .contains("change `refunds: report` in mapping.yml; `refunds: ignore` sends them whole:) refunds: net");
        assertThat(unwrapped(session.run("inspect", payments.toString(), "--mapping", mapping.toString())))
                .contains(" in the place of its `refunds` if it has one; `refunds: ignore` sends them whole:)"
                        + " refunds: net");
    }

    private static String unwrapped(Session.Said said) {
        return said.out().replaceAll("\\s+", " ");
    }

    @Test
    void aMappingThatDoesNotFitIsToldWhatIsMissing() {
        Session.Said said =
                session.run("inspect", SAMPLES.resolve("shop-export.csv").toString(), "--mapping", "stripe-payments");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).contains("The file cannot be imported so").contains("no column \"id\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.csv", "empty.csv"})
    void aFileThatCannotBeReadAtAllIsWrongUsage(String name) {
        session.file("empty.csv", "");

        assertThat(session.run("inspect", folder.resolve(name).toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void writesNothingButTheMapping() throws IOException {
        Path sales = session.file("sales.csv", "Order,Customer,Total,Currency\n1,c1,49.00,EUR\n");

        session.run("inspect", sales.toString());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(sales);
        }
        assertThat(session.calls()).isZero();
    }

    @Test
    void cellsCannotForgeLinesOnTheTerminal() {
        Path sales = session.file(
                "sales.csv", "Order,Customer,Total,Currency\n\"1\nTotals\",\u001b[2Jc1,49.00,EUR\n2,c2,12.00,EUR\n");

        Session.Said said = session.run("inspect", sales.toString());

        assertThat(said.out()).doesNotContain("\u001b").contains("\\u001b[2Jc1").contains("1\\u000aTotals");
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode json(Session.Said said) {
        return JsonMapper.shared().readTree(said.out());
    }

    private static long count(JsonNode outcomes, String outcome) {
        JsonNode line = outcomes.get(outcome);
        return line == null ? 0 : line.get("count").asLong();
    }

    /** The rows of an outcome in the table of validate. */
    private static long rowsOf(String table, String outcome) {
        return table.lines()
                .filter(line -> line.startsWith("  " + outcome + " "))
                .map(line -> line.strip().split(" +", -1)[1])
                .mapToLong(count -> Long.parseLong(count.replace(",", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(InspectTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
