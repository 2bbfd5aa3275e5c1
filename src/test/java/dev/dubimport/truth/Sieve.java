package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of a mapping that look at a row's status. Each has its condition, and beside it the words for which that is true:
 * nothing is computed here.
 */
record Sieve(List<Rule> filter, List<Rule> require) {
    static final Sieve NONE = new Sieve(List.of(), List.of());

    /** All that may stand in the cell. */
    private static final List<String> WORDS = List.of(
            "paid",
            "Paid",
            "succeeded",
            "failed",
            "FAILED",
            "canceled",
            "open",
            "Open",
            "void",
            "voided",
            "test",
            "bezahlt",
            "");

    /** Of which the rules never say anything but that it is a sale. */
    private static final String GOOD = "paid";

    private static final List<Rule> FILTERS = List.of(
            rule("failed", "ONE_OF(@, \"failed\", \"canceled\")", "failed", "FAILED", "canceled"),
            rule("open", "@ == \"open\"", "open"),
            rule("opened", "STR_LOWER(@) == \"open\"", "open", "Open"),
            rule("void", "STR_STARTS_WITH(@, \"void\")", "void", "voided"),
            rule("no_status", "STR_LENGTH(@) == 0", ""),
            rule("f", "STR_UPPER(STR_LEFT(@, 1)) == \"F\"", "failed", "FAILED"),
            rule(
                    "not_yet_2",
                    "NOT(ONE_OF(@, \"paid\", \"succeeded\", \"bezahlt\", \"test\"))",
                    otherThan("paid", "Paid", "succeeded", "bezahlt", "test")),
            rule("test_mode", "IF(@ == \"test\", TRUE, FALSE)", "test"),
            rule("ends_in_en", "STR_ENDS_WITH(@, \"en\") && STR_LENGTH(@) < 5", "open", "Open"),
            rule("other_column", "OPTIONAL(\"No such column\") != \"\" || @ == \"voided\"", "voided"));

    private static final List<Rule> REQUIREMENTS = List.of(
            rule(
                    "known_status",
                    "ONE_OF(@, \"paid\", \"succeeded\", \"failed\", \"open\", \"void\")",
                    "paid",
                    "Paid",
                    "succeeded",
                    "failed",
                    "FAILED",
                    "open",
                    "Open",
                    "void"),
            rule("has_status", "@ != \"\"", otherThan("")),
            rule("not_german", "NOT(@ == \"bezahlt\")", otherThan("bezahlt")),
            rule("short", "STR_LENGTH(@) <= 6 || STR_RIGHT(@, 3) == \"ded\"", otherThan("canceled", "bezahlt")),
            rule("no_test", "IF(ONE_OF(@, \"TEST\"), 1 > 2, 1 < 2)", otherThan("test")),
            rule("always", "OPTIONAL(\"No such column\") == \"\"", WORDS.toArray(String[]::new)));

    /**
     * A rule.
     *
     * @param condition in the language of mappings; in the constants above with @ for the column
     * @param words for which it is true
     */
    record Rule(String name, String condition, Set<String> words) {
        Rule on(String column) {
            return new Rule(name, condition.replace("@", column), words);
        }
    }

    static Sieve drawn(Die die, String column) {
        return new Sieve(some(FILTERS, die.below(4), die, column), some(REQUIREMENTS, die.below(4), die, column));
    }

    /** The first of the rules by which such a row is no sale. */
    Optional<String> filtering(String word) {
        return filter.stream()
                .filter(rule -> rule.words().contains(word))
                .map(Rule::name)
                .findFirst();
    }

    /** The rules that such a row does not keep. */
    List<String> broken(String word) {
        return require.stream()
                .filter(rule -> !rule.words().contains(word))
                .map(Rule::name)
                .toList();
    }

    String goodWord(Die die) {
        List<String> good =
                wordsWith(word -> filtering(word).isEmpty() && broken(word).isEmpty());
        return good.isEmpty() ? GOOD : die.anyOf(good);
    }

    /** The words by which a row is no sale. */
    List<String> filteredWords() {
        return wordsWith(word -> filtering(word).isPresent());
    }

    /** The words by which a row is a mistake. */
    List<String> refusedWords() {
        return wordsWith(word -> filtering(word).isEmpty() && !broken(word).isEmpty());
    }

    static String anyWord(Die die) {
        return die.anyOf(WORDS);
    }

    private static List<String> wordsWith(Predicate<String> condition) {
        return WORDS.stream().filter(condition).toList();
    }

    private static List<Rule> some(List<Rule> rules, int count, Die die, String column) {
        return die.shuffled(rules).subList(0, count).stream()
                .map(rule -> rule.on(column))
                .toList();
    }

    private static Rule rule(String name, String condition, String... words) {
        return new Rule(name, condition, Set.of(words));
    }

    private static String[] otherThan(String... words) {
        List<String> others = new ArrayList<>(WORDS);
        others.removeAll(List.of(words));
        return others.toArray(String[]::new);
    }
}
