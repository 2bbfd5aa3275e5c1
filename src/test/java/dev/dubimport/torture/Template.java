package dev.dubimport.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with places for figures: <code>{{kills}}</code>. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.-]+)}}");

    /** The template of docs/reliability.md, which stands beside this class. */
    static Template ofReliability() {
        try (InputStream stream = Template.class.getResourceAsStream("reliability.md")) {
            if (stream == null) {
                throw new IllegalStateException("the template of docs/reliability.md is not on the class path");
            }
            return new Template(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException for a place without a figure: a gap in the proof must not look like proof */
    String filledWith(Map<String, String> figures) {
        Set<String> missing = new TreeSet<>(places());
        missing.removeAll(figures.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no figure for " + missing);
        }
        return PLACE.matcher(text).replaceAll(place -> quoted(figures, place));
    }

    Set<String> places() {
        return PLACE.matcher(text).results().map(place -> place.group(1)).collect(Collectors.toSet());
    }

    private static String quoted(Map<String, String> figures, MatchResult place) {
        return Matcher.quoteReplacement(figures.getOrDefault(place.group(1), ""));
    }
}
