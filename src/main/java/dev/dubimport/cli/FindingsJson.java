package dev.dubimport.cli;

import dev.dubimport.inspect.Findings;
import dev.dubimport.inspect.Findings.Sales;
import dev.dubimport.inspect.Findings.Statement;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as one JSON object on one line; amounts are in minor units, by currency code. */
final class FindingsJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            // A cell may hold what commands a terminal, beyond what JSON escapes.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private FindingsJson() {}

    static String of(String name, Findings findings) {
        ObjectNode json = JSON.createObjectNode();
        json.put("file", name);
        json.put("settled", findings.isSettled());
        findings.preset().ifPresent(preset -> json.put("preset", preset));
        add(json.putArray("form"), findings.form());
        add(json.putArray("proposal"), findings.proposal());
        ArrayNode unused = json.putArray("unused");
        findings.unused().forEach(unused::add);
        ArrayNode undecided = json.putArray("undecided");
        findings.undecided().forEach(each -> {
            ObjectNode node = undecided
                    .addObject()
                    .put("key", each.key())
                    .put("reason", each.reason())
                    .put("howToDecide", each.howToDecide());
            ArrayNode choices = node.putArray("choices");
            each.choices()
                    .forEach(choice ->
                            choices.addObject().put("value", choice.value()).put("meaning", choice.meaning()));
        });
        json.put("mapping", findings.mapping());
        findings.sales().ifPresent(sales -> add(json.putObject("sales"), sales));
        ArrayNode suspicions = json.putArray("suspicions");
        findings.suspicions()
                .forEach(each -> suspicions
                        .addObject()
                        .put("code", each.code())
                        .put("count", each.count())
                        .put("firstLine", each.firstLine())
                        .put("example", each.example())
                        .put("what", each.what())
                        .put("mend", each.mend()));
        if (!findings.obstacle().isEmpty()) {
            json.put("obstacle", findings.obstacle());
        }
        return JSON.writeValueAsString(json);
    }

    private static void add(ArrayNode array, List<Statement> statements) {
        statements.forEach(each -> array.addObject()
                .put("about", each.about())
                .put("value", each.value())
                .put("confidence", each.confidence().word())
                .put("reason", each.reason()));
    }

    private static void add(ObjectNode json, Sales sales) {
        ArrayNode assumed = json.putArray("assumed");
        sales.assumed().forEach(assumed::add);
        ArrayNode first = json.putArray("first");
        sales.first().forEach(row -> {
            ObjectNode node = first.addObject()
                    .put("line", row.line())
                    .put("invoiceId", row.invoiceId())
                    .put("externalId", row.externalId())
                    .put("date", row.date())
                    .put("verdict", row.verdict());
            row.amount()
                    .ifPresent(money -> node.put("amount", money.minorUnits())
                            .put("currency", money.currency().getCurrencyCode()));
        });
        ObjectNode outcomes = json.putObject("outcomes");
        for (Outcome outcome : Outcome.values()) {
            ControlTotals.Line line = sales.totals().of(outcome);
            if (line.count() > 0) {
                add(outcomes.putObject(outcome == Outcome.RECORDED ? "toBeSent" : outcome.jsonKey()), line);
            }
        }
        ArrayNode reasons = json.putArray("reasons");
        sales.reasons()
                .forEach(reason -> reasons.addObject()
                        .put("outcome", reason.outcome())
                        .put("code", reason.code())
                        .put("count", reason.count())
                        .put("firstLine", reason.firstLine())
                        .put("message", reason.message()));
        json.put("dateColumn", sales.dateColumn());
        ObjectNode months = json.putObject("months");
        sales.months().forEach((month, line) -> add(months.putObject(month.toString()), line));
        json.put("undated", sales.undated());
    }

    private static void add(ObjectNode json, ControlTotals.Line line) {
        json.put("count", line.count());
        ObjectNode amounts = json.putObject("amounts");
        line.minorUnits().forEach(amounts::put);
    }
}
