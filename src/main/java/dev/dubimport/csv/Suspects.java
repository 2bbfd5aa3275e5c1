package dev.dubimport.csv;

/**
 * The invoice ids that may stand in a file more than once, as 64-bit hashes, found in one reading.
 *
 * <p>Every hash goes into a Bloom filter of fixed size; one that the filter seems to know already is a suspect. The filter
 * never forgets, so no repeat is missed; it may suspect an id that stands there once, which costs a little memory in the
 * second reading and nothing else.
 */
final class Suspects {
    private static final long LEAST_BITS = 8L << 20;
    private static final long MOST_BITS = 8L << 25;
    private static final int PROBES = 4;

    /** A row takes 30 bytes or more; two bits for each byte give an id 60 bits. */
    private static final int BITS_PER_BYTE_OF_FILE = 2;

    private final long[] filter;
    private final LongSet suspects = new LongSet();

    /** A filter that fits a file of that many bytes; 1 to 32 MB. */
    Suspects(long fileBytes) {
        long bits = Long.highestOneBit(Math.max(1, Math.min(fileBytes, MOST_BITS) * BITS_PER_BYTE_OF_FILE));
        this.filter = new long[(int) (Math.max(LEAST_BITS, Math.min(MOST_BITS, bits)) >>> 6)];
    }

    void see(String invoiceId) {
        long hash = hash(invoiceId);
        if (wasSeen(hash)) {
            suspects.add(hash);
        }
    }

    LongSet hashes() {
        return suspects;
    }

    /** All characters, mixed once each, and the sum mixed twice more. */
    static long hash(String text) {
        long hash = 0x9E3779B97F4A7C15L ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0xFF51AFD7ED558CCDL;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }

    private boolean wasSeen(long hash) {
        boolean seen = true;
        long step = (hash >>> 32) | 1;
        long bit = hash;
        for (int i = 0; i < PROBES; i++) {
            int word = (int) (bit >>> 6) & (filter.length - 1);
            long mask = 1L << bit;
            seen &= (filter[word] & mask) != 0;
            filter[word] |= mask;
            bit += step;
        }
        return seen;
    }
}
