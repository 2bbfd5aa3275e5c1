package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.csv.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand where a FILE is wanted. */
class InputsTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId\n";

    @TempDir
    Path folder;

    private Session session;
    private Path exports;

    @BeforeEach
    void open() throws IOException {
        session = new Session(folder);
        exports = Files.createDirectory(folder.resolve("exports"));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aZipIsARunForEachFileInIt() throws IOException {
        Path zip = Files.write(
                folder.resolve("orders.zip"),
                Packed.zip(
                        "orders-2.csv",
                        HEADER + sale("INV-2") + "guest-1,5,stripe,INV-3\n",
                        "orders-1.csv",
                        HEADER + sale("INV-1")));

        Said said = session.importing(zip);

        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L, "INV-2", 1L));
        assertThat(said.err()).contains("orders.zip!/orders-1.csv: 1 row, 0 invalid");
        assertThat(said.out())
                .contains("Run 1 completed", ": orders.zip!/orders-1.csv to ", ": orders.zip!/orders-2.csv to ")
                .contains("All files together:")
                .contains("Rejects: " + session.dataFolder().resolve("rejects/run-2-orders-2.csv"));
        assertThat(session.run("status", "--data-dir", session.dataFolder().toString())
                        .out())
                .contains(zip.toRealPath() + "!/orders-2.csv to ");
        assertThat(session.importing(zip, "--rejects", folder.resolve("r.csv").toString())
                        .err())
                .contains("--rejects names one file, and there are 2 inputs");
    }

    @Test
    void rejectsOfAPackedFileAreMendedAndImported() throws IOException {
        Path zip = Files.write(
                folder.resolve("orders.zip"), Packed.zip("orders.csv", "Report\n" + HEADER + "cus_1,x,stripe,INV-1\n"));
        Path rejects = folder.resolve("rejects.csv");
        Said first = session.importing(zip, "--rejects", rejects.toString());
        Files.writeString(rejects, Files.readString(rejects).replace(",x,", ",1250,"));

        Said mended = session.importing(rejects);

        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.err()).contains("orders.zip!/orders.csv: 1 line above the header skipped: \"Report\"");
        assertThat(first.out()).contains("first on line 3");
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L));
    }

    @Test
    void theSameTextPackedOrNotIsSkippedTheNextTime() throws IOException {
        String sales = HEADER + sale("INV-1");
        session.importing(session.file("sales.csv", sales));

        Said packed = session.importing(Files.write(folder.resolve("sales.csv.gz"), Packed.gzip(sales)));

        assertThat(packed.exitCode()).as(packed.err()).isZero();
        assertThat(packed.out()).containsPattern("skipped +1 ");
        assertThat(session.calls()).isEqualTo(1);
    }

    @Test
    void aBrokenPackStopsBeforeAnythingIsSent() throws IOException {
        byte[] gzip = Packed.gzip(HEADER + sale("INV-1"));
        Path good = session.file("sales.csv", HEADER + sale("INV-2"));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(gzip, gzip.length - 3));

        Said said = session.importing(good, cut.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("cut.gz: cut off: it ends before");
        assertThat(session.calls()).isZero();
    }

    @Test
    void standardInputIsImportedAndItsRejectsAreKept() {
        session.given((HEADER + sale("INV-1") + "guest-1,5,stripe,INV-2\n").getBytes(StandardCharsets.UTF_8));

        Said said = session.importing(Path.of("-"));
        Said json = session.importing(Path.of("-"), "--json");

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(said.err()).contains("standard input: 2 rows, 0 invalid");
        assertThat(said.out()).contains(": standard input to ");
        assertThat(session.dataFolder().resolve("rejects/run-1-stdin.csv"))
                .content()
                .contains("guest-1,5,stripe,INV-2,3,unattributed");
        assertThat(json.out()).contains("\"file\":\"-\"");
        assertThat(session.run("status", "--data-dir", session.dataFolder().toString())
                        .out())
                .contains("  standard input to ");
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L));
    }

    @Test
    void standardInputMayBePacked() throws IOException {
        Path rejects = folder.resolve("rejects.csv");
        session.given(Packed.zip("a.csv", HEADER + sale("INV-1") + "cus_1,x,stripe,INV-2\n"));

        Said said = session.run("validate", "-", "--rejects", rejects.toString());

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(said.out()).contains("standard input!/a.csv:3 amount \"x\": not a number");
        assertThat(Files.readString(rejects)).contains("cus_1,x,stripe,INV-2,3,invalid");
    }

    @Test
    void standardInputIsReadOnce() {
        session.given((HEADER + sale("INV-1")).getBytes(StandardCharsets.UTF_8));

        assertThat(session.run("validate", "-", "-").err()).contains("-: stands twice");
        assertThat(session.given(new byte[0]).run("validate", "-").err())
                .contains("standard input: empty; the first line names the columns");
    }

    @Test
    void aFolderMeansTheFilesOfSalesInIt() throws IOException {
        Files.writeString(exports.resolve("b.CSV"), HEADER + sale("INV-2"));
        Files.writeString(exports.resolve("a.txt"), HEADER + sale("INV-1"));
        Files.write(exports.resolve("c.gz"), Packed.gzip(HEADER + sale("INV-3")));
        Files.write(exports.resolve("d.zip"), Packed.zip("x", HEADER + sale("INV-4")));
        Files.writeString(exports.resolve("e.tsv"), (HEADER + sale("INV-5")).replace(',', '\t'));
        Files.writeString(exports.resolve(".hidden.csv"), "x");
        Files.writeString(exports.resolve("notes.pdf"), "x");
        Files.createDirectory(exports.resolve("older.csv"));

        Said said = session.importing(exports, exports.resolve("a.txt").toString());

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err())
                .contains(exports + ": left out, being no *.csv, *.tsv, *.txt, *.gz, *.zip: notes.pdf, older.csv/\n");
        assertThat(said.out()
                        .lines()
                        .filter(line -> line.startsWith("Run "))
                        .map(line -> line.replaceAll(".*: (.*) to .*", "$1")))
                .containsExactly("a.txt", "b.CSV", "c.gz", "d.zip!/x", "e.tsv");
        assertThat(session.recordings()).hasSize(5);
    }

    @Test
    void filesOfRejectsAreImportedOnlyByName() throws IOException {
        Path sales = Files.writeString(exports.resolve("sales.csv"), HEADER + sale("INV-1") + "cus_2,x,stripe,INV-2\n");
        Path rejects = exports.resolve("to-mend.csv");
        session.run("validate", sales.toString(), "--rejects", rejects.toString());

        Said found = session.run("validate", exports.toString());
        Said matched = session.run("validate", exports.resolve("to-*.csv").toString());
        Said named = session.run("validate", rejects.toString());

        assertThat(found.err())
                .contains(exports + ": left out, being files of rejects (name one itself to import it): to-mend.csv\n");
        assertThat(found.out()).contains("sales.csv").doesNotContain("to-mend.csv");
        assertThat(matched.exitCode()).isEqualTo(2);
        assertThat(matched.err()).contains("no file that it matches as a pattern; files of rejects do not count");
        assertThat(named.out()).contains("to-mend.csv:2 amount");
    }

    @Test
    void aPatternMeansWhatItMatches() throws IOException {
        Path year = Files.createDirectory(exports.resolve("2024"));
        Files.writeString(year.resolve("2024-02.csv"), HEADER + sale("INV-2"));
        Files.writeString(year.resolve("2024-01.csv"), HEADER + sale("INV-1"));
        Files.writeString(year.resolve("2023-12.csv"), HEADER + sale("INV-0"));
        Files.writeString(year.resolve(".2024-03.csv"), "x");
        Path literal = Files.writeString(exports.resolve("[a]*.csv"), HEADER + sale("INV-9"));

        assertThat(validated(exports.resolve("202[45]/2024-*.csv"))).containsExactly("2024-01.csv", "2024-02.csv");
        assertThat(validated(exports.resolve("2024/*-{01,12}.csv"))).containsExactly("2023-12.csv", "2024-01.csv");
        assertThat(validated(literal)).containsExactly("[a]*.csv");
        assertThat(session.run("validate", exports.resolve("nothing-*").toString())
                        .err())
                .contains(exports.resolve("nothing-*") + ": no such file, and no file that it matches as a pattern");
        assertThat(session.run("validate", exports.resolve("[").toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void whatAPatternMatchesAndIsNoFileIsNotPassedOver() throws IOException {
        Files.writeString(exports.resolve("2024-01.csv"), HEADER + sale("INV-1"));
        Files.createDirectory(exports.resolve("2024-02.csv"));
        Path years = Files.createDirectory(exports.resolve("years"));
        Files.createDirectory(years.resolve("2024"));
        Files.writeString(Files.createDirectory(years.resolve("2025")).resolve("sales.csv"), HEADER + sale("INV-2"));
        Files.writeString(years.resolve("2026"), "x");
        Path pattern = exports.resolve("2024-*.csv");

        Said told = session.run("validate", pattern.toString());
        Said below = session.run("validate", years.resolve("20*/sales.csv").toString());
        Path dangling = Files.createSymbolicLink(exports.resolve("2024-03.csv"), exports.resolve("gone.csv"));
        Said refused = session.run("validate", pattern.toString());

        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.err()).contains(pattern + ": left out, being folders: 2024-02.csv/\n");
        assertThat(below.exitCode()).as(below.err()).isZero();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(dangling + ": a link to what is not there; check the path");
    }

    @Test
    void aPipeThatAPatternMatchesIsRefused() throws Exception {
        Files.writeString(exports.resolve("2024-01.csv"), HEADER + sale("INV-1"));
        Path pipe = exports.resolve("2024-02.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Said said = session.run("validate", exports.resolve("2024-*.csv").toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains(pipe + ": not a regular file");
    }

    @Test
    void aNameMayHaveALineBreakInIt() throws IOException {
        Files.writeString(exports.resolve("two\nlines.csv"), HEADER + sale("INV-1"));

        Said said = session.importing(exports);

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err()).doesNotContain("left out");
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L));
    }

    @Test
    void whatElseIsInAZipIsLeftOutAndTold() throws IOException {
        byte[] bytes = Packed.zip(
                "read\nme.pdf",
                "x",
                "in/a.CSV",
                HEADER + sale("INV-1"),
                "b.txt",
                HEADER + sale("INV-2"),
                "in/LICENSE",
                "x",
                "__MACOSX/in/._a.CSV",
                "x",
                ".DS_Store",
                "x");
        Path zip = Files.write(exports.resolve("orders.zip"), bytes);
        String note = ": left out, being no *.csv, *.tsv, *.txt: in/LICENSE, read\\u000ame.pdf\n";

        Said named = session.importing(zip);
        Said found = session.run("validate", exports.toString());
        Said given = session.given(bytes).run("validate", "-");

        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L, "INV-2", 1L));
        assertThat(named.err()).contains(zip + note);
        assertThat(found.err()).contains(zip + note);
        assertThat(given.err()).contains("standard input" + note);
    }

    @Test
    void aFolderWithoutSalesIsAMistake() throws IOException {
        Files.writeString(exports.resolve("notes.pdf"), "x");

        Said said = session.importing(exports);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .contains(exports + ": no file of sales in this folder; looked for *.csv, *.tsv, *.txt, *.gz, *.zip");
    }

    private Stream<String> validated(Path argument) {
        return session.run("validate", argument.toString()).out().lines().filter(line -> line.endsWith(".csv"));
    }

    private static String sale(String invoiceId) {
        return "cus_1,1250,stripe," + invoiceId + "\n";
    }
}
