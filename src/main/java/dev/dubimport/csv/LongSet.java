package dev.dubimport.csv;

/** A set of hashes at 16 to 32 bytes each: open addressing, at most half full. */
final class LongSet {
    private long[] slots = new long[1 << 8];
    private int size;
    private boolean hasZero;

    int size() {
        return size;
    }

    boolean contains(long hash) {
        return hash == 0 ? hasZero : slots[slotOf(hash)] == hash;
    }

    void add(long hash) {
        if (contains(hash)) {
            return;
        }
        size++;
        if (hash == 0) {
            hasZero = true;
            return;
        }
        if (2 * size > slots.length) {
            grow();
        }
        slots[slotOf(hash)] = hash;
    }

    private int slotOf(long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long hash : old) {
            if (hash != 0) {
                slots[slotOf(hash)] = hash;
            }
        }
    }
}
