package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.report.Browser;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The console of a scheduler in a real browser, from the first look at an empty ledger to the end of a run, in that order. What it
 * looks like is left in {@code target/console-screenshots}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class ConsoleInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target/console-screenshots");
    private static final String HOSTILE = "<img src=x onerror=document.title='ran'>";
    private static final int SALES = 150;

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Session session;
    private static ScheduledConsole scheduler;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        session = new Session(
                folder,
                SandboxSettings.DEFAULT
                        .withUnknownCustomers("guest-*")
                        .withLatency(Duration.ofMillis(5), Duration.ZERO));
        scheduler = ScheduledConsole.start(session, folder, "--rate", "15/s", "--metrics-port", "0");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (scheduler != null) {
            scheduler.stop();
            session.close();
        }
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
    @Order(1)
    void withoutTheLinkNothingIsShown() {
        open(scheduler.address());

        await(
                "return document.querySelector('h1') && document.querySelector('h1').textContent",
                "Open the link that was printed");
        assertThat(browser.driver().findElement(By.id("search")).isDisplayed()).isFalse();
    }

    @Test
    @Order(2)
    void theLinkOpensAnEmptyLedgerAndItsKeyLeavesTheAddress() throws IOException {
        open(scheduler.link());

        awaitHeading("Nothing was imported yet");
        assertThat(browser.driver().getCurrentUrl()).doesNotContain("key");
        photograph("empty");
    }

    @Test
    @Order(3)
    void aRunIsWatchedWhileItGoesOn() throws IOException {
        session.importing(session.file("dirty.csv", Files.readString(Path.of("samples/dirty.csv"))));
        session.importing(session.file("clean.csv", Files.readString(Path.of("samples/clean.csv"))));
        leaveInDoubt();
        scheduler.put("november.csv", sales());

        await("return document.querySelector('#live .file')?.textContent", "november.csv");
        await("return document.querySelector('#live .bar')?.getAttribute('aria-valuenow') >= 25", true);
        await("return document.querySelector('[data-row] .badge')?.textContent", "running");
        assertThat(text("#live h2")).contains("Run 4").contains("november.csv");
        assertThat(text("#live .facts"))
                .contains("of 150")
                .contains("rows/s")
                .containsPattern("about \\d|a few seconds");
        assertThat(text("#said")).contains("percent done");
        assertThat(text("#main")).contains("in flight").doesNotContain("Not the latest");
        photograph("live");
    }

    @Test
    @Order(4)
    void anInvoiceTellsItsStoryWhileTheRunGoesOn() throws IOException {
        browser.driver().findElement(By.tagName("body")).sendKeys("/");
        WebElement words = browser.driver().switchTo().activeElement();
        assertThat(words.getAttribute("id")).isEqualTo("words");
        words.sendKeys("INV-3001", Keys.ENTER);

        awaitHeading("Invoice INV-3001");
        assertThat(text("#main"))
                .contains("recorded, 49.00 USD")
                .contains("written down for line 2 of dirty.csv: the service answered that it recorded 49.00 USD")
                .contains("conflict")
                .contains("Next: nothing; imports skip it");
        photograph("story");
    }

    @Test
    @Order(5)
    void aFinishedRunAddsUpAndHasItsReport() throws IOException {
        hash("#/");
        await("return document.querySelectorAll('#live section').length", 0L);
        await("return (document.querySelector('[data-row] .badge')?.textContent ?? 'running') !== 'running'", true);
        awaitHeading("Runs");
        photograph("finished");
        hash("#/run/4");

        awaitHeading("Run 4: november.csv");
        assertThat(text(".totals tr.sum")).startsWith("read").contains("150");
        String report = browser.driver().findElement(By.cssSelector(".links a")).getAttribute("href");
        photograph("run");
        hash("#/run/1");
        awaitHeading("Run 1: dirty.csv");
        photograph("rejects");
        assertThat(browser.console()).isEmpty();

        browser.open(URI.create(report));
        assertThat(text("main")).contains("november.csv");
        assertThat(browser.run("return getComputedStyle(document.body).maxWidth"))
                .isNotEqualTo("none");
        assertThat(browser.console()).isEmpty();
        open(scheduler.link());
        awaitHeading("Runs");
    }

    @Test
    @Order(6)
    void aHostileValueIsShownAsItIs() {
        hash("#/invoice/"
                + java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20"));

        awaitHeading("Invoice " + HOSTILE);
        assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.driver().getTitle()).startsWith("Invoice <img");
        hash("#/invoice/%zz%3Cimg%3E");
        awaitHeading("Invoice %zz%3Cimg%3E is not in this ledger");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    @Order(7)
    void everythingIsReachedFromTheKeyboard() {
        open(scheduler.link());
        awaitHeading("Runs");
        browser.driver().findElement(By.tagName("body")).sendKeys(Keys.TAB);
        WebElement skip = browser.driver().switchTo().activeElement();
        assertThat(skip.getText()).isEqualTo("To the content");
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");

        skip.sendKeys(Keys.ENTER);
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        WebElement first = browser.driver().switchTo().activeElement();
        assertThat(first.getText()).isEqualTo("Run 4");
        first.sendKeys(Keys.ENTER);
        awaitHeading("Run 4: november.csv");
        await("return document.activeElement.id", "main");
    }

    @Test
    @Order(8)
    void tablesFieldsAndProgressHaveNamesAndTextsCanBeRead() {
        for (String view : List.of("#/", "#/run/1", "#/invoice/INV-3001")) {
            hash(view);
            awaitShown();
            assertThat((List<?>) browser.run(NAMELESS)).as(view).isEmpty();
            for (String scheme : List.of("light", "dark")) {
                browser.look(1_280, scheme);
                assertThat((List<?>) browser.run(Browser.FAINT_TEXTS))
                        .as(view + " " + scheme)
                        .isEmpty();
            }
            browser.look(360, "light");
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as(view)
                    .isEqualTo(360L);
        }
    }

    private static final String NAMELESS = """
            const bad = [];
            for (const each of document.querySelectorAll('table')) if (!each.caption || !each.caption.textContent) bad.push('table');
            for (const each of document.querySelectorAll('section')) if (!each.querySelector('h1, h2')) bad.push('section');
            for (const each of document.querySelectorAll('input')) if (!each.labels.length) bad.push('input');
            for (const each of document.querySelectorAll('a, button')) if (!each.textContent.trim()) bad.push('link');
            for (const each of document.querySelectorAll('th')) if (!each.scope) bad.push('th');
            for (const each of document.querySelectorAll('[aria-labelledby]'))
              if (!document.getElementById(each.getAttribute('aria-labelledby'))) bad.push('name of ' + each.tagName);
            const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
            if (new Set(ids).size !== ids.length) bad.push('an id twice');
            if (document.querySelectorAll('h1').length !== 1) bad.push('h1');
            return bad;
            """;

    private static void leaveInDoubt() {
        session.sandbox().play(Faults.of(1, Fault.NO_JSON));
        session.importing(
                session.file("lost.csv", "externalId,amount,paymentProcessor,invoiceId\ncus_1,1250,stripe,INV-LOST\n"));
        session.sandbox().play(Faults.NONE);
    }

    private static String sales() {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId,currency\n");
        for (int sale = 1; sale <= SALES; sale++) {
            csv.append((sale % 40 == 0 ? "guest-" : "cus_") + sale + ",4900,stripe,"
                    + (sale == 40 ? HOSTILE : "NOV-" + sale) + ",eur\n");
        }
        return csv.toString();
    }

    private static void photograph(String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.look(1_280, scheme);
            browser.photograph(SCREENSHOTS.resolve(name + "-" + scheme + ".png"));
        }
        browser.look(360, "light");
        browser.photograph(SCREENSHOTS.resolve(name + "-phone.png"));
        browser.look(1_280, "light");
        assertThat(SCREENSHOTS.resolve(name + "-phone.png")).isNotEmptyFile();
    }

    private static void open(URI address) {
        browser.open(URI.create("about:blank"));
        browser.open(address);
    }

    private static void hash(String hash) {
        browser.run(
                "document.documentElement.dataset.shown = 'no';"
                        + " if (location.hash === arguments[0]) dispatchEvent(new HashChangeEvent('hashchange'));"
                        + " location.hash = arguments[0];",
                hash);
    }

    private static String text(String selector) {
        return String.valueOf(browser.run("return document.querySelector(arguments[0]).innerText", selector));
    }

    private static void awaitShown() {
        await("return document.documentElement.dataset.shown", "yes");
    }

    private static void awaitHeading(String heading) {
        await("const h1 = document.querySelector('main h1'); return h1 ? h1.textContent : ''", heading);
    }

    private static void await(String script, Object wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Object seen = browser.run(script);
        while (!wanted.equals(seen) && System.nanoTime() < deadline) {
            seen = browser.run(script);
        }
        assertThat(seen).as(script).isEqualTo(wanted);
    }
}
