package dev.dubimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages in a real browser. What they look like is left in {@code target/report-screenshots}. */
class ReportInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target/report-screenshots");

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        for (Map.Entry<String, ReportPage> page : SamplePages.pages().entrySet()) {
            page.getValue().writeTo(folder.resolve(page.getKey() + ".html"));
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void onAScreen() {
        browser.look(1_280, "light");
        browser.console();
    }

    @Test
    void noPageBreaksItsPolicyOrComplains() {
        for (String name : SamplePages.pages().keySet()) {
            open(name);
            assertThat(browser.console()).as(name).isEmpty();
        }
    }

    @Test
    void thePolicyHoldsAgainstAScriptOfSomebodyElse() {
        open("differences");

        browser.run("const script = document.createElement('script'); script.textContent = 'document.title = \"ran\"';"
                + "document.body.append(script);");

        assertThat(browser.driver().getTitle()).isNotEqualTo("ran");
        assertThat(String.join("\n", browser.console())).contains("Content Security Policy");
    }

    @Test
    void aHostileCellDoesNotRunAndIsShownAsItIs() {
        open("hostile");

        assertThat(browser.driver().getTitle()).startsWith("9 differences");
        assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.driver().findElements(By.tagName("script"))).hasSize(1);
        assertThat(ids()).startsWith(SamplePages.HOSTILE.get(0), SamplePages.HOSTILE.get(1));
        assertThat(ids()).contains("abc\\u202egnp.exe", "X".repeat(500));
    }

    @Test
    void aSearchShowsTheRowsThatHaveEveryWord() {
        open("differences");
        WebElement words = browser.driver().findElement(By.id("words"));

        words.sendKeys("TWICE 536367");

        assertThat(ids()).containsExactly("536367");
        assertThat(found()).isEqualTo("1 of 12 shown");

        words.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        assertThat(ids()).hasSize(12);
        assertThat(found()).isEqualTo("12 shown");
    }

    @Test
    void aColumnSortsUpAndDownAndBackToTheOrderOfTheFiles() {
        open("differences");
        List<String> inOrder = ids();
        WebElement sold = browser.driver().findElement(By.xpath("//table[@id='differences']//th[contains(., 'Sold')]"));
        WebElement button = sold.findElement(By.tagName("button"));

        button.click();
        assertThat(sold.getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(ids()).startsWith("536365", "536366", "536367").endsWith("536369", "536374");

        button.click();
        assertThat(sold.getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(ids()).startsWith("536376", "536375").endsWith("536369", "536374");

        button.click();
        assertThat(sold.getAttribute("aria-sort")).isEqualTo("none");
        assertThat(ids()).isEqualTo(inOrder);
    }

    @Test
    void everythingWorksFromTheKeyboard() {
        open("differences");
        WebElement words = browser.driver().findElement(By.id("words"));
        words.sendKeys("missing", Keys.TAB);

        WebElement first = browser.driver().switchTo().activeElement();
        assertThat(first.getText()).isEqualTo("Standing");
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");

        first.sendKeys(Keys.TAB);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        browser.driver().switchTo().activeElement().sendKeys(Keys.SPACE);
        assertThat(ids()).containsExactly("536375", "536370", "536365");
    }

    @Test
    void fiveThousandRowsAreSearchedAndSorted() {
        open("many");
        browser.driver().findElement(By.id("words")).sendKeys("541364");

        assertThat(ids()).containsExactly("541364");
        assertThat(found()).isEqualTo("1 of 5,000 shown");
    }

    @Test
    void nothingSticksOutOfATelephone() {
        for (String name : SamplePages.pages().keySet()) {
            browser.look(360, "light");
            open(name);
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .as(name)
                    .isEqualTo(360);
        }
    }

    @Test
    void everyTextCanBeReadInBothSchemes() {
        for (String scheme : List.of("light", "dark")) {
            for (String name : List.of("differences", "agrees", "run")) {
                browser.look(1_280, scheme);
                open(name);
                assertThat((List<?>) browser.run(Browser.FAINT_TEXTS))
                        .as(scheme + " " + name)
                        .isEmpty();
            }
        }
    }

    @Test
    void paperShowsEveryDifferenceWhateverWasSearchedFor() {
        open("differences");
        browser.driver().findElement(By.id("words")).sendKeys("536367");
        browser.emulatePaper();

        assertThat(ids()).hasSize(12);
        assertThat(browser.driver().findElement(By.id("words")).isDisplayed()).isFalse();
    }

    @Test
    void pagesAreLeftToBeLookedAt() throws IOException {
        for (String name : SamplePages.pages().keySet()) {
            for (String scheme : List.of("light", "dark")) {
                photograph(name, 1_280, scheme, name + "-" + scheme);
            }
            photograph(name, 360, "light", name + "-phone");
            browser.print(SCREENSHOTS.resolve(name + ".pdf"));
        }

        assertThat(SCREENSHOTS.resolve("differences-phone.png")).isNotEmptyFile();
        assertThat(SCREENSHOTS.resolve("differences.pdf")).isNotEmptyFile();
    }

    private static void photograph(String name, int width, String scheme, String as) throws IOException {
        browser.look(width, scheme);
        open(name);
        browser.photograph(SCREENSHOTS.resolve(as + ".png"));
    }

    private static void open(String name) {
        browser.open(folder.resolve(name + ".html"));
    }

    /** The invoice ids of the rows that can be seen, in their order. */
    private static List<String> ids() {
        return ((List<?>) browser.run("""
                return Array.from(document.querySelectorAll('#differences tbody tr'))
                  .filter((row) => row.checkVisibility())
                  .map((row) => row.cells[1].textContent);
                """)).stream().map(String::valueOf).toList();
    }

    private static String found() {
        return browser.driver().findElement(By.id("found")).getText();
    }
}
