package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** All chance of one file, from its seed. */
final class Die {
    private final Random random;

    Die(long seed) {
        this.random = new Random(seed);
        // Neighbouring seeds begin with much the same numbers.
        random.nextLong();
        random.nextLong();
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From 0 to the bound, which is never reached. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends may come up. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long between(long least, long most) {
        return least + Math.floorMod(random.nextLong(), most - least + 1);
    }

    <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
