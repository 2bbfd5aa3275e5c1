package dev.dubimport.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong, by kind. Thread-safe. */
final class Findings {
    private static final int MOST_WORDS_A_KIND = 10;

    private final Map<Kind, List<String>> words = new EnumMap<>(Kind.class);

    enum Kind {
        LOST("lost"),
        TWICE("twice"),
        WRONG("recorded with another content"),
        NOT_ADDING_UP("outcomes that did not add up"),
        LEDGER_DIFFERS("ledger entries that differ from the service"),
        MISBEHAVED("wrong exit codes, traces, keys in the output, hangs");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    synchronized void add(Kind kind, String what) {
        words.computeIfAbsent(kind, first -> new ArrayList<>()).add(what);
    }

    synchronized void addAll(Findings others) {
        others.words.forEach((kind, said) -> said.forEach(what -> add(kind, what)));
    }

    synchronized int count(Kind kind) {
        return words.getOrDefault(kind, List.of()).size();
    }

    synchronized Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        words.forEach((kind, said) -> counts.put(kind, said.size()));
        return counts;
    }

    synchronized boolean isEmpty() {
        return words.isEmpty();
    }

    /** A line each, not all of many. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        words.forEach((kind, said) -> {
            said.stream().limit(MOST_WORDS_A_KIND).forEach(what -> lines.add(kind + ": " + what));
            if (said.size() > MOST_WORDS_A_KIND) {
                lines.add(kind + ": and " + (said.size() - MOST_WORDS_A_KIND) + " more");
            }
        });
        return lines;
    }
}
