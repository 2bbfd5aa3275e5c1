package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutTest {
    private static final int FILES = 100;

    @TempDir
    private Path folder;

    @Test
    void noRowBeforeACutIsLostOrShifted() {
        int throughARow = 0;
        for (long seed = 1; seed <= FILES; seed++) {
            throughARow += Cuts.check(seed, folder);
        }
        assertThat(throughARow).isGreaterThan(FILES);
    }
}
