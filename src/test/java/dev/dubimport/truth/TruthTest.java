package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of every file is found to be what it was made to be; {@code scripts/truth} plays thousands of them. */
class TruthTest {
    private static final int COUNT = Integer.getInteger("truths", 400);

    @TempDir
    private Path folder;

    @Test
    void everyRowIsWhatItWasMadeToBe() {
        Set<Kind> played = EnumSet.noneOf(Kind.class);

        for (long seed = 1; seed <= COUNT; seed++) {
            TruthFile file = Author.file(seed);
            Optional<String> difference = Trial.of(file, folder);

            assertThat(difference.orElse("")).isEmpty();
            file.rows().forEach(row -> played.add(row.kind()));
        }

        // What was not played was not tested.
        assertThat(played).containsAll(Kind.ALL);
    }

    @Test
    void theSameSeedMakesTheSameFile() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Author.file(seed).bytes()).isEqualTo(Author.file(seed).bytes());
            assertThat(Author.file(seed).truths()).isEqualTo(Author.file(seed).truths());
        }
    }
}
