package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
    private static final int ROWS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void allRowsComeInTheirOrderHoweverFarItReadsAhead() {
        try (Rows rows = open(write(folder, "sales.csv", text(ROWS, "\n"))).rows()) {
            for (long line = 2; line < ROWS + 2; line++) {
                assertThat(rows.next()).map(Row::line).contains(line);
            }
            assertThat(rows.next()).isEmpty();
            assertThat(rows.next()).isEmpty();
            assertThat(rows.sha256()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void theRowsBeforeAFailureComeBeforeIt() {
        try (Rows rows = open(write(folder, "sales.csv", text(ROWS, "\nI,c,1\0,custom\n")))
                .rows()) {
            for (int row = 0; row < ROWS - 8_000; row++) {
                assertThat(rows.next()).isPresent();
            }
            assertThatThrownBy(() -> readAll(rows))
                    .isInstanceOf(UnusableFile.class)
                    .hasMessageContaining(":" + (ROWS + 2) + " a NUL character");
            assertThatThrownBy(rows::next).isInstanceOf(UnusableFile.class);
        }
    }

    @Test
    void whoStopsInTheMiddleLeavesNoThreadBehind() {
        Rows rows = open(write(folder, "sales.csv", text(ROWS, "\n"))).rows();
        assertThat(rows.next()).isPresent();
        assertThat(readers()).isOne();

        rows.close();

        assertThat(readers()).isZero();
    }

    @Test
    void theHashIsNotToldBeforeTheLastRow() {
        try (Rows rows = open(write(folder, "sales.csv", text(3, "\n"))).rows()) {
            assertThat(rows.next()).isPresent();
            assertThatThrownBy(rows::sha256).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whoIsInterruptedLosesNoRowAndKeepsTheMark() {
        try (Rows rows = open(write(folder, "sales.csv", text(ROWS, "\n"))).rows()) {
            Thread.currentThread().interrupt();

            assertThat(readAll(rows)).isEqualTo(ROWS);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void linesOfNothingButCommasDoNotFillTheMemory() {
        String commas = ",".repeat(900_000) + "\n";
        Path file = write(folder, "sales.csv", SalesFiles.HEADER + "\n" + commas.repeat(60));
        long before = usedBytes();

        try (Rows rows = open(file).rows()) {
            assertThat(rows.next()).isPresent();
            await(ReadAheadTest::readerWaits);

            // A row of 900,000 cells takes 4 MB or more; sixty of them would take 240.
            assertThat(usedBytes() - before).isLessThan(120_000_000);
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static boolean readerWaits() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("csv") && thread.getState() == Thread.State.WAITING);
    }

    private static String text(int rows, String end) {
        return IntStream.range(0, rows)
                .mapToObj(row -> "I" + row + ",c,1,custom")
                .collect(Collectors.joining("\n", SalesFiles.HEADER + "\n", end));
    }

    private static int readAll(Rows rows) {
        int count = 0;
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            count++;
        }
        return count;
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("csv"))
                .count();
    }
}
