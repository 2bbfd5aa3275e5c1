package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.csv.Packed;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is gone on with where it was interrupted, whatever it reads from. */
class InputsInterruptionTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId\n";
    private static final int SALES = 400;

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private Session session;

    @BeforeEach
    void open() {
        session = new Session(folder, SandboxSettings.DEFAULT.withLatency(Duration.ofMillis(50), Duration.ZERO));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void ofAGzip() throws Exception {
        Path file = Files.write(folder.resolve("sales.csv.gz"), Packed.gzip(HEADER + sales(1, SALES)));

        assertGoesOn("run 1 after row", file, file);
    }

    @Test
    void ofTheSecondFileOfAZip() throws Exception {
        Path file = Files.write(
                folder.resolve("sales.zip"),
                Packed.zip("1.csv", HEADER + sales(1, 50), "2.csv", HEADER + sales(51, SALES)));

        assertGoesOn("run 2 after row", file, file);
    }

    @Test
    void ofAFileBelowThreeLines() throws Exception {
        Path file = session.file("sales.csv", "Report\n\n2024\n" + HEADER + sales(1, SALES));

        assertGoesOn("run 1 after row", file, file);
    }

    @Test
    void ofTheSecondFileOfAFolder() throws Exception {
        Path exports = Files.createDirectory(folder.resolve("exports"));
        Files.writeString(exports.resolve("1.csv"), HEADER + sales(1, 50));
        Files.writeString(exports.resolve("2.csv"), HEADER + sales(51, SALES));

        assertGoesOn("run 2 after row", exports, exports);
    }

    @Test
    void ofStandardInputWhichIsKeptForNobodyElse() throws Exception {
        Path input = session.file("piped.csv", HEADER + sales(1, SALES));

        assertGoesOn("run 1 after row", Path.of("-"), input);
    }

    private void assertGoesOn(String message, Path argument, Path input) throws Exception {
        Path given = Files.isDirectory(input) ? session.file("empty", "") : input;
        String[] command = session.importArguments("acme", argument, "--rate", "6000/min");
        ChildProcess interrupted = start(given, command);
        while (session.sandbox().recorded().size() < 120) {
            assertThat(interrupted.isAlive()).as(interrupted.said()).isTrue();
            Thread.sleep(1);
        }
        assertThat(kept()).hasSize(argument.equals(Path.of("-")) ? 1 : 0).allMatch("rw-------"::equals);
        interrupted.terminate();
        assertThat(interrupted.exitCode()).as(interrupted.said()).isEqualTo(143);
        assertThat(session.recordings()).hasSizeLessThan(SALES);
        assertThat(kept()).isEmpty();

        ChildProcess second = start(given, command);

        assertThat(second.exitCode()).as(second.said()).isZero();
        assertThat(second.said()).contains("Going on with " + message);
        assertThat(session.recordings()).hasSize(SALES);
        assertThat(session.recordings().values()).containsOnly(1L);
        assertThat(session.calls()).isEqualTo(SALES);
        assertThat(kept()).isEmpty();
    }

    private ChildProcess start(Path input, String... command) {
        return ChildProcess.startGiven(
                input, List.of("-Djava.io.tmpdir=" + temporary), folder.resolve("output.txt"), command);
    }

    /** The permissions of what is kept of standard input. */
    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            List<Path> kept = files.filter(file -> file.getFileName().toString().startsWith("dub-import-"))
                    .toList();
            return permissions(kept);
        }
    }

    private static List<String> permissions(List<Path> files) throws IOException {
        List<String> permissions = new ArrayList<>();
        for (Path file : files) {
            permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        return permissions;
    }

    private static String sales(int from, int to) {
        StringBuilder csv = new StringBuilder();
        IntStream.rangeClosed(from, to)
                .forEach(sale -> csv.append("cus_")
                        .append(sale)
                        .append(",1000,stripe,INV-")
                        .append(sale)
                        .append('\n'));
        return csv.toString();
    }
}
