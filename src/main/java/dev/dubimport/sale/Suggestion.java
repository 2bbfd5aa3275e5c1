package dev.dubimport.sale;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that somebody probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code did you mean "amount"?}, or the alternative where no candidate is near. */
    public static String nearest(String name, Collection<String> candidates, String alternative) {
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) <= candidate.length() / 3)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> "did you mean \"" + Shown.shortened(candidate) + "\"?")
                .orElse(alternative);
    }

    /** Edits (insert, delete, replace) from one name to the other, without regard to case. */
    private static int distance(String name, String candidate) {
        String left = name.toLowerCase(Locale.ROOT);
        String right = candidate.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(above[j], current[j - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
