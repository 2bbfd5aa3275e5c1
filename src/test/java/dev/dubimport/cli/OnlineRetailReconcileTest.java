package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real invoices against books that were damaged in many ways; skipped where the data is not there. */
class OnlineRetailReconcileTest {
    private static final Path INVOICES = Path.of("../shared/data/online-retail-invoices.csv");
    private static final String MAPPING = """
            columns:
              invoiceId: InvoiceNo
              externalId: CustomerID
              amount: TotalPrice
            constants:
              paymentProcessor: custom
              currency: gbp
            amounts: major
            rounding: half-even
            date: InvoiceDate
            """;

    @TempDir
    Path folder;

    @Test
    void everyDamageToTheBooksIsFoundWithItsStandingAndNothingElse() {
        assumeTrue(Files.exists(INVOICES), "skipped: no real invoices at " + INVOICES);
        try (Session session = new Session(folder, SandboxSettings.DEFAULT.withAnswersInUsd())) {
            String mapping = session.file("shop.yml", MAPPING).toString();
            Said imported = session.importing(INVOICES, "--mapping", mapping);
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            List<RecordedSale> sound = session.sandbox().recorded();
            Said before = session.reconciling(INVOICES, "--mapping", mapping);
            assertThat(before.out()).contains("AGREES: 18,532 sales are recorded exactly as sold");
            assertThat(before.exitCode()).as(before.out() + before.err()).isZero();

            session.sandbox().amend(OnlineRetailReconcileTest::damaged);
            Said damaged = session.reconciling(INVOICES, "--mapping", mapping, "--json");

            assertThat(damaged.exitCode()).isEqualTo(1);
            assertThat(standings(damaged.out())).isEqualTo(expected(sound));
            session.sandbox().amend(events -> sound);
            assertThat(session.reconciling(INVOICES, "--mapping", mapping).exitCode())
                    .isZero();
        }
    }

    @Test
    void afterADeletedLedgerIsAdoptedAnImportCallsTheServiceForNothing() throws Exception {
        assumeTrue(Files.exists(INVOICES), "skipped: no real invoices at " + INVOICES);
        try (Session session = new Session(folder, SandboxSettings.DEFAULT.withAnswersInUsd())) {
            String mapping = session.file("shop.yml", MAPPING).toString();
            session.importing(INVOICES, "--mapping", mapping);
            Files.delete(session.dataFolder().resolve("ledger.mv.db"));

            assertThat(session.importing(INVOICES, "--mapping", mapping).exitCode())
                    .isEqualTo(2);
            Said adopted = session.adopting("--begin-anew");
            long calls = session.calls();
            Said again = session.importing(INVOICES, "--mapping", mapping);

            assertThat(adopted.out()).contains("Adopted 18,532 sales");
            assertThat(again.out()).containsPattern("skipped +18,532");
            assertThat(again.exitCode()).isZero();
            assertThat(session.calls()).isEqualTo(calls);
        }
    }

    private static List<RecordedSale> damaged(List<RecordedSale> events) {
        List<RecordedSale> result = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            result.addAll(damaged(i, events.get(i)));
        }
        RecordedSale any = events.get(0);
        result.add(any.withInvoiceId("stranger-1").withEventId("event_stranger"));
        return result;
    }

    private static List<RecordedSale> damaged(int number, RecordedSale sale) {
        return switch (number) {
            case 100 -> List.of();
            case 200 -> List.of(sale.withLinkDeleted());
            case 300 -> List.of(sale, sale.withEventId("twice"));
            case 400 -> List.of(sale, sale.withEventId("thrice-1"), sale.withEventId("thrice-2"));
            case 500 -> List.of(sale.withMoney(sale.amount() + 1, sale.currency()));
            case 600 -> List.of(sale.withMoney(sale.amount() * 100, sale.currency()));
            case 700 -> List.of(sale.withMoney(sale.amount(), "eur"));
            case 800 -> List.of(sale.withExternalId("somebody-else"));
            case 900 -> List.of(sale.withInvoiceId(""));
            case 1000 -> List.of(sale.withMoment(sale.at().plus(Duration.ofDays(3))));
            case 1100 -> List.of(sale.withInvoiceId(sale.invoiceId() + "x"));
            case 1200 -> List.of(sale.withMoney(1, sale.currency()).withExternalId("somebody-else"));
            default -> List.of(sale);
        };
    }

    private static Map<String, List<String>> expected(List<RecordedSale> sound) {
        UnaryOperator<String> id = number -> sound.get(Integer.parseInt(number)).invoiceId();
        Map<String, List<String>> expected = new TreeMap<>();
        expected.put(
                "missing",
                List.of("100", "200", "900", "1000", "1100").stream()
                        .map(id)
                        .sorted()
                        .toList());
        expected.put(
                "recordedTwice", List.of("300", "400").stream().map(id).sorted().toList());
        expected.put(
                "otherAmount",
                List.of("500", "600", "1200").stream().map(id).sorted().toList());
        expected.put("otherCurrency", List.of(id.apply("700")));
        expected.put("otherCustomer", List.of(id.apply("800")));
        expected.put(
                "notInTheFiles",
                List.of(id.apply("1100") + "x", "stranger-1").stream().sorted().toList());
        expected.put("withoutInvoiceId", List.of(""));
        return expected;
    }

    private static Map<String, List<String>> standings(String json) {
        Map<String, List<String>> standings = new TreeMap<>();
        for (JsonNode difference : new JsonMapper().readTree(json).path("differences")) {
            standings
                    .computeIfAbsent(difference.path("standing").asString(), key -> new ArrayList<>())
                    .add(difference.path("invoiceId").asString());
        }
        standings.replaceAll((standing, ids) -> ids.stream().sorted().toList());
        return standings;
    }
}
