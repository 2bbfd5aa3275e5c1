package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Statement;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mapping on its way: what was found for each of its keys, and what is left open. A key is written with its section,
 * {@code columns.amount}.
 */
final class Proposal {
    private static final List<String> SECTIONS = List.of(
            "extends",
            "encoding",
            "columns",
            "constants",
            "amounts",
            "decimals",
            "date",
            "refunded",
            "refunds",
            "filter",
            "totals");
    private static final String FILTER = "filter";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.()-]+)*");
    private static final Set<String> WORDS_OF_YAML =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
    private static final int LONGEST_COMMENT = 150;

    private final List<Statement> statements = new ArrayList<>();
    private final List<Undecided> open = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    void add(String key, String value, Confidence confidence, String reason) {
        statements.add(new Statement(key, value, confidence, reason));
    }

    void leaveOpen(Undecided undecided) {
        open.add(undecided);
    }

    /**
     * Leaves open which rows are sales.
     *
     * @param undecided with each value of the columns that tell it as a choice
     * @param examples rules that a person may take; the mapping shows them as comments
     */
    void leaveSalesOpen(Undecided undecided, List<String> examples) {
        open.add(undecided);
        rules.addAll(examples);
    }

    List<Statement> statements() {
        return statements;
    }

    List<Undecided> undecided() {
        return open;
    }

    /** Whether the file could be read if somebody took the first choice of all that is open. */
    boolean canBeAssumed() {
        return open.stream().noneMatch(undecided -> undecided.choices().isEmpty());
    }

    /** The choices taken in {@link #assumed}. */
    List<String> assumptions() {
        return open.stream()
                .map(undecided -> undecided.key().equals(FILTER)
                        ? "every row is a sale"
                        : undecided.key() + ": "
                                + Shown.shortened(undecided.choices().get(0).value()))
                .toList();
    }

    /** The mapping with the first choice of all that is open, to show what the rows would become. */
    String assumed() {
        return yaml(
                open.stream()
                        .filter(undecided -> !undecided.key().equals(FILTER))
                        .map(undecided -> new Statement(
                                undecided.key(), undecided.choices().get(0).value(), Confidence.GUESS, ""))
                        .toList(),
                List.of());
    }

    /**
     * The mapping as YAML with the reasons as comments. What is open stands there as a key without a value, which an import
     * refuses: a key that was left out would be taken for its default.
     */
    String yaml() {
        return yaml(List.of(), open);
    }

    private String yaml(List<Statement> more, List<Undecided> left) {
        List<Statement> all = Stream.concat(statements.stream(), more.stream()).toList();
        StringBuilder yaml = new StringBuilder();
        for (String section : SECTIONS) {
            String begin = section + ".";
            boolean hasKeys = all.stream().anyMatch(each -> each.about().startsWith(begin))
                    || left.stream().anyMatch(each -> each.key().startsWith(begin));
            if (hasKeys) {
                yaml.append(section).append(":\n");
            }
            all.stream()
                    .filter(each -> each.about().equals(section) || each.about().startsWith(begin))
                    .forEach(each -> append(yaml, each));
            left.stream()
                    .filter(each -> each.key().equals(section) || each.key().startsWith(begin))
                    .forEach(each -> {
                        if (section.equals(FILTER)) {
                            appendFilter(yaml, each);
                        } else {
                            append(yaml, each);
                        }
                    });
        }
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, Statement statement) {
        yaml.append(indent(statement.about()))
                .append(nameOf(statement.about()))
                .append(": ")
                .append(
                        statement.about().equals("totals")
                                ? "[" + scalar(statement.value()) + "]"
                                : scalar(statement.value()));
        if (!statement.reason().isEmpty()) {
            String sure = statement.confidence() == Confidence.CERTAIN
                    ? ""
                    : statement.confidence().word() + ": ";
            yaml.append(" # ").append(sure).append(comment(statement.reason()));
        }
        yaml.append('\n');
    }

    private static void append(StringBuilder yaml, Undecided undecided) {
        String indent = indent(undecided.key());
        String name = nameOf(undecided.key());
        yaml.append(indent)
                .append("# UNDECIDED: ")
                .append(comment(undecided.reason()))
                .append(".\n");
        yaml.append(indent)
                .append("# ")
                .append(comment(undecided.howToDecide()))
                .append('\n');
        yaml.append(indent).append(name).append(": # say which; nothing is imported before that\n");
        for (Choice choice : undecided.choices()) {
            yaml.append(indent)
                    .append("# ")
                    .append(name)
                    .append(": ")
                    .append(scalar(choice.value()))
                    .append(" # ")
                    .append(comment(choice.meaning()))
                    .append('\n');
        }
    }

    private void appendFilter(StringBuilder yaml, Undecided undecided) {
        yaml.append("# UNDECIDED: ").append(comment(undecided.reason())).append(".\n");
        undecided
                .choices()
                .forEach(choice -> yaml.append("#   ")
                        .append(scalar(choice.value()))
                        .append(": ")
                        .append(comment(choice.meaning()))
                        .append('\n'));
        yaml.append("# ").append(comment(undecided.howToDecide())).append('\n');
        yaml.append("filter: # say which rows are no sales; nothing is imported before that\n");
        rules.forEach(rule -> yaml.append("  # ").append(rule).append('\n'));
    }

    private static String indent(String key) {
        return key.contains(".") ? "  " : "";
    }

    private static String nameOf(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    /** No line break gets into a comment: what came from the file was escaped when it was quoted. */
    private static String comment(String text) {
        return Shown.shortened(text, LONGEST_COMMENT);
    }

    /** A text as YAML writes it; in quotes wherever it could be taken for anything else. */
    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return "\"" + Shown.escaped(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }
}
