package dev.dubimport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    @TempDir
    private Path folder;

    @Test
    void theVerdictIsWhatAPersonSigns() {
        assertThat(heading(reconciliation(0))).isEqualTo("18,528 of 18,528 sales are recorded as they were sold");
        assertThat(heading(reconciliation(12))).isEqualTo("18,518 of 18,528 sales are recorded as they were sold");
        assertThat(reconciliation(12)).contains("<title>12 differences ·");
        assertThat(heading(runs(SamplePages.mixedRun()))).isEqualTo("2 of 12 sales are recorded");
        assertThat(heading(runs(SamplePages.cleanRun()))).isEqualTo("18,528 of 18,528 sales are recorded");
        assertThat(heading(runs(SamplePages.stoppedRun()))).isEqualTo("1,000 of 1,003 sales are recorded so far");
    }

    @Test
    void moneyThatWasConvertedIsNotTakenOffWhatItWasSoldFor() {
        assertThat(row(reconciliation(0), "GBP")).containsExactly("8,908,633.23", "8,908,633.23", "–", "converted");
        assertThat(row(reconciliation(0), "USD")).containsExactly("–", "–", "11,212,034.03", "converted");
    }

    @Test
    void aDifferenceOfMoneyHasItsSignAndTheServicesDecimals() {
        String page = ReportPage.of(SamplePages.sixCurrencies(), SamplePages.PROVENANCE)
                .html();

        assertThat(row(page, "EUR")).containsExactly("1,234,567.89", "1,234,567.89", "1,234,567.89", "0.00");
        assertThat(row(page, "JPY")).containsExactly("9,800,000", "9,800,000", "9,800,000", "0");
        assertThat(row(page, "KWD")).containsExactly("61.34", "12.34", "12.34", "−49.00");
        assertThat(row(page, "QQQ")).containsExactly("–", "–", "7.77", "+7.77");
    }

    @Test
    void theFiguresOfARunAreThoseOfItsTotals() {
        String page = runs(SamplePages.mixedRun());

        assertThat(row(page, "EUR")).containsExactly("129.00", "129.00", "0.00");
        assertThat(row(page, "USD")).containsExactly("176.00", "49.00", "−127.00");
        assertThat(row(page, "invalid")).containsExactly("8", "49.00 USD");
        assertThat(row(page, "read")).containsExactly("14", "129.00 EUR", "225.00 USD");
        assertThat(page).contains("No amount can be read in 7 rows");
    }

    @Test
    void whatIsNotOnThePageIsTold() {
        assertThat(reconciliation(5_321))
                .contains(
                        "The first 5,000 of 5,321 are here, 321 more are not; the CSV of the reconciliation has them all.");
        assertThat(reconciliation(12)).doesNotContain("more are not");
    }

    @Test
    void monthsAreAbsentWhereTheFilesDoNotTell() {
        assertThat(reconciliation(0))
                .contains(
                        "Sales by month",
                        "<td role=\"cell\" class=\"number\" data-label=\"In the files\"><span>2,657</span>");
        assertThat(ReportPage.of(SamplePages.sixCurrencies(), SamplePages.PROVENANCE)
                        .html())
                .doesNotContain("Sales by month");
    }

    @Test
    void whatIsSignedOffIsThere() {
        assertThat(reconciliation(0))
                .contains(
                        SamplePages.DIGEST, "online-retail.yml", "dub-import 0.1.0", "24 November 2026, 18:01:12 UTC");
        assertThat(runs(SamplePages.mixedRun())).contains(SamplePages.DIGEST);
    }

    @Test
    void noCellIsMarkup() {
        String page = hostile();

        assertThat(count(page, "<script")).isEqualTo(1);
        assertThat(count(page, "<style")).isEqualTo(1);
        assertThat(page).doesNotContain("<img", "\u202e", "\u0000", "\u001b").contains("abc\\u202egnp.exe");
        assertThat(Pattern.compile("<[^>]*\\s(on[a-z]+|style)\\s*=")
                        .matcher(page)
                        .find())
                .isFalse();
    }

    @Test
    void thePolicyNamesTheVeryStyleAndScriptOfThePage() {
        String page = hostile();

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src '" + hash(inside(page, "style")) + "'; script-src '"
                        + hash(inside(page, "script")) + "'; base-uri 'none'; form-action 'none'\"");
    }

    @Test
    void thePageNamesNoAddressButTheDestinations() {
        SamplePages.pages()
                .forEach((name, page) -> assertThat(page.html().replace("https://api.dub.co", ""))
                        .as(name)
                        .doesNotContain("http://", "https://", "src=\"", "url("));
    }

    @Test
    void aReportIsForItsOwnerAndReplacesAnOlderOne() throws IOException {
        Path target = folder.resolve("report.html");
        ReportPage.of(SamplePages.differing(12), SamplePages.PROVENANCE).writeTo(target);
        ReportPage page = ReportPage.of(SamplePages.agreeing(), SamplePages.PROVENANCE);
        page.writeTo(target);

        assertThat(target).hasContent(page.html());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(target));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aReportReplacesNothingElse() throws IOException {
        Path sales = Files.writeString(folder.resolve("sales.csv"), "invoiceId,amount\n1,2\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), sales);
        ReportPage page = ReportPage.of(SamplePages.agreeing(), SamplePages.PROVENANCE);

        for (Path target : List.of(sales, link, folder)) {
            assertThatThrownBy(() -> page.writeTo(target))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("is there already and is no report");
        }
        assertThat(sales).hasContent("invoiceId,amount\n1,2\n");
    }

    private static String reconciliation(int differences) {
        return ReportPage.of(SamplePages.differing(differences), SamplePages.PROVENANCE)
                .html();
    }

    private static String hostile() {
        return ReportPage.of(SamplePages.hostile(), SamplePages.PROVENANCE).html();
    }

    private static String runs(RunSummary... runs) {
        return ReportPage.of(List.of(runs), SamplePages.PROVENANCE).html();
    }

    private static String heading(String page) {
        return first(page, "<h1[^>]*>(.*?)</h1>");
    }

    /** The lines of the cells of the first row of that name. */
    private static List<String> row(String page, String name) {
        String row = first(page, "<th role=\"rowheader\" scope=\"row\">" + name + "<?(.*?)</tr>");
        return Pattern.compile("<span>(.*?)</span>")
                .matcher(row)
                .results()
                .map(span -> span.group(1))
                .toList();
    }

    private static String inside(String page, String element) {
        return first(page, "<" + element + ">(.*?)</" + element + ">");
    }

    private static String first(String page, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElseThrow(() -> new AssertionError("not on the page: " + pattern));
    }

    private static int count(String page, String text) {
        return page.split(Pattern.quote(text), -1).length - 1;
    }

    private static String hash(String text) {
        try {
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
