package dev.dubimport.csv;

import static dev.dubimport.csv.Packed.gzip;
import static dev.dubimport.csv.Packed.zip;
import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
    private static final String TEXT = HEADER + "\n1,c,5,stripe\n2,c,Zoë,stripe\n3,c,5,stripe\n";

    @TempDir
    Path folder;

    @Test
    void aPackedFileIsTheTextInItWhateverItsName() {
        Path plain = write(folder, "sales.csv", TEXT);
        Path gzip = write(folder, "gzip.csv", gzip(TEXT));
        Path zip = write(folder, "zip.csv", zip("in/orders.csv", TEXT));

        assertThat(SalesFiles.rows(open(gzip))).isEqualTo(SalesFiles.rows(open(plain)));
        assertThat(SalesFiles.rows(open(zip))).isEqualTo(SalesFiles.rows(open(plain)));
        assertThat(List.of(Survey.of(open(gzip)).sha256(), Survey.of(open(zip)).sha256()))
                .containsOnly(Survey.of(open(plain)).sha256());
    }

    @Test
    void aPackedFileMayBeWrittenInAnyDialect() {
        byte[] text = ("\uFEFFsep=;\r\n" + TEXT.replace(',', ';')).getBytes(StandardCharsets.UTF_16LE);

        assertThat(SalesFiles.rows(open(write(folder, "sales.gz", gzip(text)))))
                .extracting(SalesFiles::summary)
                .containsExactly("3 valid", "4 amount_not_a_number", "5 valid");
    }

    @Test
    void aGzipMayHaveSeveralMembersAndFieldsThatNobodyNeeds() throws IOException {
        byte[] first = gzip(TEXT.substring(0, 40));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(first, 0, 3);
        whole.write(2 + 4 + 8 + 16);
        whole.write(first, 4, 6);
        whole.write(new byte[] {3, 0, 'e', 'x', 't', 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0, 1, 2});
        whole.write(first, 10, first.length - 10);
        whole.write(gzip(""));
        whole.write(gzip(TEXT.substring(40)));

        assertThat(text(write(folder, "sales.gz", whole.toByteArray()))).isEqualTo(TEXT);
    }

    @Test
    void aGzipThatIsCutOffAnywhereIsToldSo() {
        byte[] whole = gzip(TEXT);

        for (int length = 2; length < whole.length; length++) {
            Path file = write(folder, "sales.gz", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> text(file))
                    .isInstanceOf(UnusableFile.class)
                    .hasMessage(file + ": cut off: it ends before what is packed in it does; fetch it again");
        }
    }

    @Test
    void aDamagedBytePacksNoOtherText() {
        byte[] gzip = gzip(TEXT);
        byte[] zip = zip("a.csv", TEXT);

        assertThat(readingsWithADamagedByte(gzip)).allMatch(text -> text.isEmpty() || text.equals(Optional.of(TEXT)));
        assertThat(readingsWithADamagedByte(zip)).allMatch(text -> text.isEmpty() || text.equals(Optional.of(TEXT)));
    }

    @Test
    void whatIsNoGzipBehindAGzipIsNotPassedOver() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(gzip(TEXT));
        whole.write("more".getBytes(StandardCharsets.UTF_8));
        Path file = write(folder, "sales.gz", whole.toByteArray());

        assertThatThrownBy(() -> text(file))
                .hasMessage(file + ": damaged, or packed in a way that is not known here (what follows its first "
                        + TEXT.getBytes(StandardCharsets.UTF_8).length
                        + " unpacked bytes is no gzip); fetch it again, or unpack it and name the CSV file");
    }

    @Test
    void whatUnpacksToMoreThanAnExportDoesIsGivenUp() {
        Path gzip = write(folder, "bomb.gz", gzip("x\n".repeat(3_000_000)));
        Path zip = write(folder, "bomb.zip", zip("a.csv", "x\n".repeat(1_500_000), "b.csv", "y\n".repeat(1_500_000)));

        assertThatThrownBy(() -> allOf(Source.in(gzip, 5_999_999).get(0)))
                .hasMessageContaining("unpacks to more than 0 GB, as no export does; if it is one, unpack it and name");
        assertThat(allOf(Source.in(gzip, 6_000_000).get(0))).hasSize(6_000_000);
        assertThatThrownBy(() -> Source.in(zip, 5_999_999)).hasMessageContaining("unpacks to more than");
        assertThat(Source.in(zip, 6_000_000)).hasSize(2);
    }

    @Test
    void eachFileInAZipIsASourceByName() {
        Path zip = write(
                folder,
                "orders.zip",
                zip(
                        "orders-2.csv",
                        "b",
                        "in/",
                        "",
                        "in/orders-3.csv",
                        "c",
                        "__MACOSX/._orders-1.csv",
                        "x",
                        ".DS_Store",
                        "x",
                        "in/.hidden",
                        "x",
                        "orders-1.csv",
                        "a"));

        List<Source> sources = Source.in(zip);

        assertThat(sources)
                .extracting(Source::name)
                .containsExactly("orders.zip!/in/orders-3.csv", "orders.zip!/orders-1.csv", "orders.zip!/orders-2.csv");
        assertThat(sources)
                .extracting(source -> new String(allOf(source), StandardCharsets.UTF_8))
                .containsExactly("c", "a", "b");
        assertThat(sources.get(0).id()).isEqualTo(zip + "!/in/orders-3.csv");
        assertThat(sources.get(0).rejectsName()).isEqualTo("orders-3.csv");
    }

    @Test
    void theOnlyFileInAZipNeedsNoEnding() {
        assertThat(text(write(folder, "one.zip", zip("__MACOSX/._orders", "x", "v1.2/orders", TEXT))))
                .isEqualTo(TEXT);
        assertRefused("notes.zip", zip("notes.pdf", "x"), ": a zip without a CSV file in it");
    }

    @Test
    void aMistakeInAZipIsToldWithTheFileInIt() {
        Path zip = write(folder, "orders.zip", zip("orders.csv", "a,b\n"));

        assertThatThrownBy(() -> open(zip))
                .isInstanceOf(UnusableFile.class)
                .hasMessageStartingWith(zip + "!/orders.csv: no column \"externalId\"");
    }

    @Test
    void namesInAZipAreNoPathsAndCommandNothing() {
        Path zip = write(
                folder,
                "orders.zip",
                zip("../../etc/pass\u001b[2J\u0000:wd.csv", "a", "x/...csv", "b", "y\\..\\up.csv", "c"));

        List<Source> sources = Source.in(zip);

        assertThat(sources).extracting(Source::rejectsName).containsExactly("pass__2J__wd.csv", "...csv", "up.csv");
        assertThat(sources.get(0).name()).isEqualTo("orders.zip!/../../etc/pass\\u001b[2J\\u0000:wd.csv");
        assertThat(sources.get(0).id()).isEqualTo(zip + "!/../../etc/pass\\u001b[2J\\u0000:wd.csv");
    }

    @Test
    void namesOfBeforeUnicodeWillDo() {
        byte[] old = zip(Charset.forName("IBM437"), "Verkäufe.csv", TEXT);

        assertThat(text(write(folder, "sales.zip", old))).isEqualTo(TEXT);
    }

    @Test
    void whatIsNotForUsIsCalledWhatItIs() {
        assertRefused("inner.zip", zip("a.csv", zip("b.csv", TEXT)), "!/a.csv: packed once more (a zip or gzip);");
        assertRefused("twice.gz", gzip(gzip(TEXT)), ": packed once more (a zip or gzip); unpack it");
        assertRefused("none.zip", zip(".a.csv", TEXT), ": a zip without a CSV file in it; pack the CSV files");
        assertRefused("empty.zip", zip(), ": a zip without a CSV file in it; pack the CSV files");
        assertRefused(
                "others.zip",
                zip("b.md", "x", "LICENSE", "x", "__MACOSX/c.csv", "x"),
                ": a zip without a CSV file in it (*.csv, *.tsv, *.txt), but LICENSE, b.md; pack the");
        assertRefused(
                "packed.zip",
                zip("a.csv", TEXT, "b.csv.gz", "x"),
                ": a zip with b.csv.gz in it, which may hold sales and is no CSV file; unpack it");
        assertRefused(
                "with-book.zip", zip("a.csv", TEXT, "B.XLSX", "x"), ": a zip with B.XLSX in it, which may hold sales");
        assertRefused(
                "book.xlsx",
                zip("[Content_Types].xml", "x", "xl/workbook.xml", "x"),
                ": an Excel workbook; save it as");
        assertRefused("book.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}, ": an Excel workbook;");
        assertRefused(
                "zipped.zip", zip("b.csv", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}), "!/b.csv: an");
        assertRefused("locked.zip", encrypted(zip("a.csv", TEXT)), ": an encrypted zip; unpack it with its password");
        assertRefused("cut.zip", Arrays.copyOf(zip("a.csv", TEXT), 100), ": damaged, or packed in a way that is not");
        assertRefused(
                "same.zip", replaced(zip("a.csv", TEXT, "b.csv", ""), "b.csv", "a.csv"), "(two files of one name)");
    }

    @Test
    void rejectsOfAPackedFileAreACsvFile() {
        assertThat(List.of("sales.csv.gz", "sales.TXT.GZ", "sales.gz", "sales"))
                .extracting(name ->
                        Source.in(write(folder, name, gzip(TEXT))).get(0).rejectsName())
                .containsExactly("sales.csv", "sales.TXT", "sales.csv", "sales.csv");
    }

    @Test
    void standardInputHasANameOfItsOwn() {
        Source plain = Source.foundOnStandardInput(write(folder, "kept.tmp", TEXT))
                .sources()
                .get(0);
        Source entry = Source.foundOnStandardInput(write(folder, "kept.zip", zip("a.csv", "a,b\n")))
                .sources()
                .get(0);

        assertThat(plain)
                .extracting(Source::id, Source::name, Source::rejectsName)
                .containsExactly("-", "standard input", "stdin.csv");
        assertThat(entry)
                .extracting(Source::id, Source::name, Source::rejectsName)
                .containsExactly("-!/a.csv", "standard input!/a.csv", "a.csv");
        assertThatThrownBy(() -> SalesFile.open(entry, Mapping.NONE, MissingInvoiceId.INVALID))
                .hasMessageStartingWith("standard input!/a.csv: no column");
        assertThat(List.of(Source.shown("-"), Source.shown("-!/a.csv"), Source.shown("/a/-\u001b")))
                .containsExactly("standard input", "standard input!/a.csv", "/a/-\\u001b");
    }

    @Test
    void aZipThatIsReplacedMeanwhileIsNoticed() {
        Path zip = write(folder, "orders.zip", zip("a.csv", TEXT, "b.csv", TEXT));
        List<Source> sources = Source.in(zip);

        write(folder, "orders.zip", zip("a.csv", TEXT + "4,c,5,stripe\n"));

        assertThat(sources)
                .allSatisfy(source -> assertThatThrownBy(() -> allOf(source))
                        .hasMessageContaining("changed while it was being read; leave it alone"));
    }

    @Test
    void bytesComeOneByOneToo() throws IOException {
        for (byte[] packed : List.of(gzip("ab"), zip("a.csv", "ab"))) {
            try (InputStream in =
                    Source.in(write(folder, "packed", packed)).get(0).open()) {
                assertThat(List.of(in.read(), in.read(), in.read())).containsExactly((int) 'a', (int) 'b', -1);
            }
        }
    }

    @Test
    void whatIsGoneIsToldByItsId() {
        Path zip = write(folder, "orders.zip", zip("a.csv", TEXT));
        String gone = folder.resolve("gone.zip").toString();

        assertThat(List.of(zip + "", zip + "!/a.csv", "-", "-!/a.csv")).noneMatch(Source::isGone);
        assertThat(List.of(gone, gone + "!/a.csv", folder + "!/a.csv")).allMatch(Source::isGone);
    }

    private void assertRefused(String name, byte[] bytes, String message) {
        Path file = write(folder, name, bytes);
        assertThatThrownBy(() -> Source.in(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    /** What is read with each byte damaged in turn; nothing where it is refused. */
    private List<Optional<String>> readingsWithADamagedByte(byte[] whole) {
        return IntStream.range(4, whole.length)
                .mapToObj(at -> {
                    byte[] damaged = whole.clone();
                    damaged[at] ^= 0x21;
                    try {
                        return Optional.of(text(write(folder, "damaged", damaged)));
                    } catch (UnusableFile refused) {
                        return Optional.<String>empty();
                    }
                })
                .toList();
    }

    private static byte[] encrypted(byte[] zip) {
        byte[] encrypted = zip.clone();
        encrypted[6] |= 1;
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        encrypted[directory + 8] |= 1;
        return encrypted;
    }

    private static byte[] replaced(byte[] zip, String name, String other) {
        return new String(zip, StandardCharsets.ISO_8859_1).replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Path file) {
        return new String(allOf(Source.in(file).get(0)), StandardCharsets.UTF_8);
    }

    private static byte[] allOf(Source source) {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw source.unusable(e);
        }
    }
}
