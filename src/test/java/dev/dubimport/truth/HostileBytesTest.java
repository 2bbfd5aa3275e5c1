package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostileBytesTest {
    private static final int FILES = 120;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void everyLineBelongsToExactlyOneRow() {
        assertThat(LongStream.rangeClosed(1, FILES)
                        .filter(seed -> HostileBytes.checkBelowTheHeader(seed, folder))
                        .count())
                .isGreaterThan(FILES / 2);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void linesGrowWhateverTheHeaderHasBecome() {
        assertThat(LongStream.rangeClosed(1, FILES)
                        .filter(seed -> HostileBytes.checkAnywhere(seed, folder))
                        .count())
                .isGreaterThan(FILES / 10);
    }
}
