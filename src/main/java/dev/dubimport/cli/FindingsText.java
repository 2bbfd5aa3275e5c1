package dev.dubimport.cli;

import dev.dubimport.csv.Presets;
import dev.dubimport.inspect.Findings;
import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.FirstRow;
import dev.dubimport.inspect.Findings.Sales;
import dev.dubimport.inspect.Findings.Statement;
import dev.dubimport.inspect.Findings.Suspicion;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.report.Numbers;
import dev.dubimport.report.TotalsTable;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Findings for a terminal of 100 columns. */
final class FindingsText {
    private static final int WIDTH = 100;
    private static final int MOST_MONTHS = 24;
    private static final int MOST_INDENT = 30;

    private final String name;
    private final Path file;
    private final Findings findings;
    private final Optional<String> givenMapping;
    private final Optional<Path> written;
    private final StringBuilder text = new StringBuilder();

    FindingsText(String name, Path file, Findings findings, Optional<String> givenMapping, Optional<Path> written) {
        this.name = name;
        this.file = file;
        this.findings = findings;
        this.givenMapping = givenMapping;
        this.written = written;
    }

    String text() {
        text.append(name).append('\n');
        statements(findings.form());
        proposal();
        undecided();
        obstacle();
        findings.sales().ifPresent(this::sales);
        suspicions();
        next();
        return text.toString().stripTrailing();
    }

    private void statements(List<Statement> statements) {
        int width = statements.stream()
                .mapToInt(each -> each.about().length())
                .max()
                .orElse(0);
        for (Statement each : statements) {
            String sure = switch (each.confidence()) {
                case CERTAIN -> "";
                case LIKELY, GUESS -> " (" + each.confidence().word() + ")";
            };
            wrapped(
                    "  " + each.about() + " ".repeat(width - each.about().length()) + "  ",
                    Shown.shortened(each.value()) + sure + (each.reason().isEmpty() ? "" : ": " + each.reason()));
        }
    }

    private void proposal() {
        if (givenMapping.isPresent()) {
            heading("Mapping: " + Shown.shortened(givenMapping.get()));
            return;
        }
        heading("Proposed mapping");
        statements(findings.proposal());
        if (!findings.unused().isEmpty()) {
            wrapped(
                    "  not used: ",
                    findings.unused().stream()
                            .map(column -> Shown.shortened(column, 40))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void undecided() {
        if (findings.undecided().isEmpty()) {
            return;
        }
        heading("Only you can decide");
        for (Undecided each : findings.undecided()) {
            wrapped("  ", each.key() + ": " + each.reason() + ".");
            for (Choice choice : each.choices()) {
                wrapped(
                        "    " + (choice.value().isEmpty() ? "(empty)" : Shown.shortened(choice.value())) + "  ",
                        choice.meaning());
            }
            wrapped("    ", each.howToDecide());
        }
    }

    private void obstacle() {
        if (!findings.obstacle().isEmpty()) {
            heading("The file cannot be imported so");
            findings.obstacle().lines().forEach(line -> wrapped("  ", line));
        }
    }

    private void sales(Sales sales) {
        String assumed = sales.assumed().isEmpty() ? "" : ", if " + String.join(" and ", sales.assumed());
        heading("What the rows become" + assumed);
        rows(sales.first());
        text.append('\n');
        Map<String, ControlTotals.Line> lines = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            ControlTotals.Line line = sales.totals().of(outcome);
            if (line.count() > 0) {
                lines.put(outcome == Outcome.RECORDED ? "to be sent" : outcome.word(), line);
            }
        }
        text.append(TotalsTable.of(lines, sales.totals().read()));
        sales.reasons()
                .forEach(reason -> wrapped(
                        "  ",
                        Numbers.rows(reason.count()) + " " + reason.outcome()
                                + (reason.code().isEmpty() ? "" : " (" + reason.code() + ")") + ", first on line "
                                + reason.firstLine()
                                + (reason.message().isEmpty() ? "" : ": " + withoutCondition(reason.message()))));
        months(sales);
    }

    private void rows(List<FirstRow> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("line", "invoice id", "customer", "amount", "date", ""));
        rows.forEach(row -> table.add(List.of(
                Long.toString(row.line()),
                shown(row.invoiceId(), 22),
                shown(row.externalId(), 22),
                row.amount().map(FindingsText::shown).orElse(""),
                shown(row.date(), 12),
                row.verdict())));
        table(table, 3);
    }

    private void months(Sales sales) {
        if (sales.months().isEmpty()) {
            return;
        }
        heading("To be sent by month, from \"" + Shown.shortened(sales.dateColumn()) + "\"");
        List<String> currencies =
                List.copyOf(sales.totals().of(Outcome.RECORDED).minorUnits().keySet());
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("month", "rows"));
        head.addAll(currencies);
        table.add(head);
        SortedMap<YearMonth, ControlTotals.Line> months = sales.months();
        months.entrySet().stream()
                .skip(Math.max(0, months.size() - MOST_MONTHS))
                .forEach(month -> table.add(row(month.getKey().toString(), month.getValue(), currencies)));
        table(table, 1);
        if (months.size() > MOST_MONTHS) {
            wrapped("  ", "and " + (months.size() - MOST_MONTHS) + " months before, from " + months.firstKey());
        }
        if (sales.undated() > 0) {
            wrapped("  ", Numbers.rows(sales.undated()) + " without a date that can be read");
        }
    }

    private static List<String> row(String name, ControlTotals.Line line, List<String> currencies) {
        List<String> row = new ArrayList<>(List.of(name, Numbers.count(line.count())));
        for (String currency : currencies) {
            row.add(Numbers.amount(line.minorUnits().getOrDefault(currency, 0L), currency));
        }
        return row;
    }

    private void suspicions() {
        if (findings.suspicions().isEmpty()) {
            return;
        }
        heading("Suspicious");
        for (Suspicion each : findings.suspicions()) {
            String example = each.example().isEmpty() ? "" : " \"" + Shown.shortened(each.example(), 40) + "\"";
            wrapped(
                    "  ",
                    Numbers.rows(each.count()) + ", first on line " + each.firstLine() + example + ": " + each.what()
                            + "; " + each.mend());
        }
    }

    private void next() {
        heading("Next");
        refundedInPart();
        String argument = ShellWord.of(file.toString());
        if (givenMapping.isPresent()) {
            commands(argument, ShellWord.of(givenMapping.get()));
            return;
        }
        if (findings.preset().isPresent() && findings.undecided().isEmpty()) {
            commands(argument, findings.preset().get());
            return;
        }
        String mapping = written.map(path -> ShellWord.of(path.toString())).orElse("mapping.yml");
        if (written.isEmpty()) {
            text.append("  dub-import inspect " + argument + " --write-mapping " + mapping + "\n");
        }
        if (findings.isSettled()) {
            commands(argument, mapping);
            return;
        }
        text.append("  (say in " + mapping + " what only you can decide, then look again:)\n");
        text.append("  dub-import inspect " + argument + " --mapping " + mapping + "\n");
    }

    private void refundedInPart() {
        boolean areThere = findings.sales().stream()
                .flatMap(sales -> sales.reasons().stream())
                .anyMatch(reason -> reason.code().equals("refunded_in_part"));
        if (!areThere) {
            return;
        }
        String whole = "; `refunds: ignore` sends them whole:)";
        Optional<String> export = givenMapping
                .filter(Presets.NAMES::contains)
                .or(() -> findings.preset().filter(known -> givenMapping.isEmpty()));
        if (export.isPresent()) {
            wrapped(
                    "  ",
                    "(to send what is left of the rows that were given back in part, write these lines into a mapping of"
                            + " your own" + whole);
            text.append("    extends: " + export.get() + "\n    refunds: net\n");
            return;
        }
        boolean isSaid =
                findings.proposal().stream().anyMatch(each -> each.about().equals("refunds"));
        String mapping = givenMapping.or(() -> written.map(Path::toString)).orElse("mapping.yml");
        wrapped(
                "  ",
                "(to send what is left of the rows that were given back in part, "
                        + (isSaid ? "change `refunds: report` in " : "add this line to ") + Shown.shortened(mapping)
                        + (givenMapping.isPresent() ? ", in the place of its `refunds` if it has one" : "") + whole);
        text.append("    refunds: net\n");
    }

    private void commands(String argument, String mapping) {
        text.append("  dub-import validate " + argument + " --mapping " + mapping + "\n");
        text.append("  dub-import import " + argument + " --mapping " + mapping + " --sandbox\n");
    }

    private void heading(String heading) {
        text.append('\n').append(heading).append('\n');
    }

    /** The text behind a beginning, broken between words; further lines are set in below the first. */
    private void wrapped(String beginning, String words) {
        int indent = beginning.isBlank() ? beginning.length() + 2 : Math.min(beginning.length(), MOST_INDENT);
        StringBuilder line = new StringBuilder(beginning);
        int start = line.length();
        for (String word : words.split(" ", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(indent));
                start = indent;
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Columns under each other; those from {@code numbersFrom} to the last but one are set to the right where they are numbers. */
    private void table(List<List<String>> table, int numbersFrom) {
        int columns = table.get(0).size();
        int[] widths = new int[columns];
        table.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        boolean isOfNumbers = numbersFrom == 1;
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                boolean isRight = isOfNumbers ? i >= numbersFrom : i == numbersFrom || i == 0;
                line.append(isRight ? pad + row.get(i) : row.get(i) + pad).append(i < columns - 1 ? "   " : "");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    /** Which rule it was is enough: its condition stands in the mapping. */
    private static String withoutCondition(String message) {
        int rule = message.indexOf("` of the mapping: ");
        return rule < 0 ? message : message.substring(0, rule) + "` of the mapping";
    }

    private static String shown(Money money) {
        String code = money.currency().getCurrencyCode();
        return Numbers.amount(money.minorUnits(), code) + " " + code;
    }

    private static String shown(String cell, int most) {
        return Shown.shortened(cell, most);
    }
}
