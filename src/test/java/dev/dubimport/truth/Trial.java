package dev.dubimport.truth;

import dev.dubimport.csv.Survey;
import dev.dubimport.csv.UnusableFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares what was found in a file with what it holds. */
final class Trial {
    private Trial() {}

    /** The first difference, with all that is needed to look at it; empty where all is as it was made. */
    static Optional<String> of(TruthFile file, Path folder) {
        try {
            Reading reading = Reading.of(new Reading.Place(folder).open(file, file.bytes()));
            return difference(file.truths(), reading).map(difference -> told(file, file.bytes(), difference));
        } catch (UnusableFile e) {
            return Optional.of(told(file, file.bytes(), "unusable: " + e.getMessage()));
        }
    }

    /** The file by its seed, its bytes and its mapping, and what was found in it. */
    static String told(TruthFile file, byte[] bytes, String difference) {
        return "seed " + file.seed() + "\n" + difference + "\n" + file.style() + "\nmapping:\n"
                + file.mapping().orElse("(none)\n")
                + file.rates().map(rates -> "rates:\n" + rates).orElse("")
                + "bytes:\n" + escaped(bytes);
    }

    private static Optional<String> difference(List<Truth> made, Reading reading) {
        List<Truth> found = reading.truths();
        for (int i = 0; i < Math.min(made.size(), found.size()); i++) {
            if (!made.get(i).equals(found.get(i))) {
                return Optional.of("row " + (i + 1) + "\n  made:  " + made.get(i) + "\n  found: " + found.get(i));
            }
        }
        if (made.size() != found.size()) {
            List<Truth> longer = made.size() > found.size() ? made : found;
            return Optional.of(made.size() + " rows were made, " + found.size() + " were found; the first too many: "
                    + longer.get(Math.min(made.size(), found.size())));
        }
        return surveyed(made, reading);
    }

    private static Optional<String> surveyed(List<Truth> made, Reading reading) {
        List<Truth.Content> sales =
                made.stream().flatMap(truth -> truth.sale().stream()).toList();
        long filtered = made.stream()
                .filter(truth -> truth.outcome().equals(Truth.FILTERED))
                .count();
        long invalid = made.size() - sales.size() - filtered;
        String expected = made.size() + " rows, " + invalid + " invalid, " + filtered + " filtered, " + sales.size()
                + " valid: " + sums(sales.stream().map(Truth.Content::money)) + ", converted from "
                + sums(sales.stream().map(Truth.Content::original).filter(original -> !original.isEmpty()));
        Survey survey = reading.survey();
        String found = survey.rows() + " rows, " + survey.invalidRows() + " invalid, " + survey.filteredRows()
                + " filtered, " + survey.valid().count() + " valid: "
                + survey.valid().minorUnits()
                + ", converted from " + survey.valid().originals();
        return expected.equals(found)
                ? Optional.empty()
                : Optional.of("survey\n  made:  " + expected + "\n  found: " + found);
    }

    private static Map<String, BigInteger> sums(Stream<String> money) {
        Map<String, BigInteger> sums = new TreeMap<>();
        money.forEach(each -> {
            int blank = each.indexOf(' ');
            sums.merge(each.substring(blank + 1), new BigInteger(each.substring(0, blank)), BigInteger::add);
        });
        return sums;
    }

    private static String escaped(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c >= ' ' && c < 127 && c != '\\') {
                escaped.append(c);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\x%02x", (int) c)).append(c == '\n' ? "\n" : "");
            }
        }
        return escaped.toString();
    }
}
