package dev.dubimport.inspect;

import java.util.Optional;

/**
 * How long ids of digits are. Where nearly all are of one length, some that are shorter may have lost zeros at their front; not
 * so where the short ones all come before the long ones, because that is counting.
 */
final class IdLengths {
    private static final int LONGEST = 40;
    private static final int LEAST_LENGTH = 4;
    private static final int LEAST_COUNT = 10;

    private final long[] counts = new long[LONGEST + 1];
    private final long[] firstLines = new long[LONGEST + 1];
    private final long[] lastLines = new long[LONGEST + 1];
    private final String[] examples = new String[LONGEST + 1];
    private boolean areDigits = true;
    private boolean haveZeros;
    private long total;

    /** The ids that are shorter than the others. */
    record Shortened(long count, long firstLine, String example) {}

    void see(long line, String id) {
        if (!areDigits || id.length() > LONGEST || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            areDigits = false;
            return;
        }
        int length = id.length();
        if (counts[length] == 0) {
            firstLines[length] = line;
            examples[length] = id;
        }
        counts[length]++;
        lastLines[length] = line;
        haveZeros |= id.startsWith("0");
        total++;
    }

    /** Empty where nothing speaks for lost zeros. */
    Optional<Shortened> shortened() {
        int usual = usualLength();
        long shorter = 0;
        int firstLength = 0;
        long lastLine = 0;
        for (int length = 1; length < usual; length++) {
            shorter += counts[length];
            lastLine = Math.max(lastLine, lastLines[length]);
            if (counts[length] > 0 && (firstLength == 0 || firstLines[length] < firstLines[firstLength])) {
                firstLength = length;
            }
        }
        boolean isCounting = lastLine < firstLines[usual];
        boolean isRare = total >= LEAST_COUNT && usual >= LEAST_LENGTH && 20 * counts[usual] >= 19 * total;
        return areDigits && shorter > 0 && !isCounting && (haveZeros || isRare)
                ? Optional.of(new Shortened(shorter, firstLines[firstLength], examples[firstLength]))
                : Optional.empty();
    }

    private int usualLength() {
        int usual = 0;
        for (int length = 1; length <= LONGEST; length++) {
            if (counts[length] > counts[usual]) {
                usual = length;
            }
        }
        return usual;
    }
}
