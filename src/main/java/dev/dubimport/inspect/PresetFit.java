package dev.dubimport.inspect;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.Presets;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.sale.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How well the columns of a file are those of an export that we know.
 *
 * @param present the columns that the export must have, as far as the file has them
 * @param missing the names of those that it has not
 */
record PresetFit(String name, List<String> present, List<List<String>> missing) {
    /** So many names do not meet by chance. */
    private static final int CERTAIN_FROM = 6;

    /** How the ids of an export begin, where that tells it from others. */
    private static final Map<String, List<String>> ID_STARTS = Map.of(
            "stripe-payments", List.of("ch_", "py_", "pi_"),
            "stripe-balance", List.of("ch_", "py_", "pi_"),
            "paddle-transactions", List.of("txn_"),
            "shopify-orders", List.of("#"));

    private static final Map<String, String> TITLES = Map.of(
            "stripe-payments", "Stripe's payments export",
            "stripe-balance", "Stripe's balance report",
            "shopify-orders", "Shopify's orders export",
            "polar-orders", "Polar's orders export",
            "paddle-transactions", "Paddle's transactions export");

    /** All exports that we know, the best fit first; the contract's own names are none. */
    static List<PresetFit> of(List<String> header) {
        return Presets.NAMES.stream()
                .filter(TITLES::containsKey)
                .map(name -> of(name, header))
                .sorted(Comparator.comparingInt((PresetFit fit) -> fit.missing().size())
                        .thenComparing(fit -> -fit.present().size()))
                .toList();
    }

    private static PresetFit of(String name, List<String> header) {
        List<List<String>> needed = Presets.read(name).neededColumns();
        List<String> present = needed.stream()
                .map(names -> firstOf(names, header))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<List<String>> missing = needed.stream()
                .filter(names -> firstOf(names, header).isEmpty())
                .toList();
        return new PresetFit(name, present, missing);
    }

    boolean isWhole() {
        return missing.isEmpty();
    }

    /** Some of it is there, and enough to say what is missing. */
    boolean isNear() {
        return !isWhole() && missing.size() <= 2 && present.size() >= 3;
    }

    String title() {
        return TITLES.getOrDefault(name, name);
    }

    Mapping mapping() {
        return Presets.read(name);
    }

    /** @param firstId of the rows; empty where there is none */
    Confidence confidence(String firstId) {
        List<String> starts = ID_STARTS.getOrDefault(name, List.of());
        boolean begins = starts.stream().anyMatch(firstId::startsWith);
        if (begins || (starts.isEmpty() && present.size() >= 5) || present.size() >= CERTAIN_FROM) {
            return Confidence.CERTAIN;
        }
        return starts.isEmpty() ? Confidence.LIKELY : Confidence.GUESS;
    }

    /** @param firstId of the rows; empty where there is none */
    String reason(String firstId) {
        boolean begins = ID_STARTS.getOrDefault(name, List.of()).stream().anyMatch(firstId::startsWith);
        return "it has " + present.stream().map(Shown::shortened).collect(Collectors.joining(", "))
                + (begins ? "; ids such as " + Shown.shortened(firstId, 20) : "");
    }

    String missingShown() {
        return missing.stream()
                .map(names -> names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> firstOf(List<String> names, List<String> header) {
        return names.stream()
                .flatMap(name -> header.stream().filter(name::equalsIgnoreCase))
                .findFirst();
    }
}
