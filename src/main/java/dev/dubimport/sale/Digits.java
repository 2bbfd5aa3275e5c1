package dev.dubimport.sale;

/** A text from which numbers and marks are taken from left to right. */
final class Digits {
    private final String text;
    private int at;

    Digits(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** The number that the next digits make, at most so many of them; -1 where there are fewer than at least. */
    int take(int least, int most) {
        int start = at;
        int number = 0;
        while (at < text.length() && at - start < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at) - '0';
            at++;
        }
        return at - start < least ? -1 : number;
    }

    /** Whether that mark came next; if so, it is behind us now. */
    boolean skip(char mark) {
        boolean isNext = at < text.length() && text.charAt(at) == mark;
        at += isNext ? 1 : 0;
        return isNext;
    }

    /** The same for a word, without regard to case. */
    boolean skip(String word) {
        boolean isNext = text.regionMatches(true, at, word, 0, word.length());
        at += isNext ? word.length() : 0;
        return isNext;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == text.length();
    }
}
