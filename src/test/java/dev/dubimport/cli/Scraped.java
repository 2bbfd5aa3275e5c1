package dev.dubimport.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Prometheus reads in a page of its text format. */
final class Scraped {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^}]*)})? ([-+.0-9eE]+|NaN|[+-]?Inf)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\"");

    private Scraped() {}

    /** The names of all samples. */
    static Set<String> names(String page) {
        Set<String> names = new TreeSet<>();
        samples(page).forEach(sample -> names.add(sample.group(1)));
        return names;
    }

    /** The one sample of that name. */
    static Optional<Double> value(String page, String name) {
        return samples(page)
                .filter(sample -> sample.group(1).equals(name))
                .map(sample -> number(sample.group(3)))
                .reduce((one, other) -> {
                    throw new IllegalStateException(name + " is there twice");
                });
    }

    /** The samples of that name by what they have for a label. */
    static Map<String, Double> values(String page, String name, String label) {
        Map<String, Double> values = new TreeMap<>();
        samples(page)
                .filter(sample -> sample.group(1).equals(name))
                .forEach(sample -> LABEL.matcher(sample.group(2))
                        .results()
                        .filter(pair -> pair.group(1).equals(label))
                        .forEach(pair -> values.put(pair.group(2), number(sample.group(3)))));
        return values;
    }

    private static Stream<MatchResult> samples(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> {
                    var matcher = SAMPLE.matcher(line);
                    if (!matcher.matches()) {
                        throw new IllegalStateException("no sample: " + line);
                    }
                    return matcher.toMatchResult();
                });
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }
}
