package dev.dubimport.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium, kept off the network; tests that want it are skipped where there is none. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Texts whose contrast to what is behind them is below 4.5. */
    public static final String FAINT_TEXTS = """
            const light = (colour) => {
              const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
                .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const behind = (element) => {
              const colour = getComputedStyle(element).backgroundColor;
              return colour !== 'rgba(0, 0, 0, 0)' ? colour : element.parentElement ? behind(element.parentElement) : 'rgb(255, 255, 255)';
            };
            return Array.from(document.querySelectorAll('body *'))
              .filter((element) => Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim()))
              .filter((element) => !element.closest('script'))
              .map((element) => {
                const style = getComputedStyle(element);
                const ink = element.closest('svg') ? style.fill : style.color;
                const [a, b] = [light(ink), light(behind(element))].sort((one, other) => other - one);
                return [element.textContent.trim().slice(0, 30), (a + 0.05) / (b + 0.05)];
              })
              .filter(([, contrast]) => contrast < 4.5)
              .map(([text, contrast]) => text + ' ' + contrast.toFixed(2));
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * A browser of its own, or the test is skipped where there is none.
     *
     * @param profile a new, empty folder
     */
    public static Browser start(Path profile) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "skipped: no Chromium on this machine (apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // With both paths given nothing is looked for, and so nothing is asked of the network.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withEnvironment(Map.of("SE_OFFLINE", "true", "SE_AVOID_STATS", "true"))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
        return new Browser(driver);
    }

    public WebDriver driver() {
        return driver;
    }

    public void open(Path page) {
        driver.get(page.toUri().toString());
    }

    /** Opens an address of this machine. */
    public void open(URI address) {
        driver.get(address.toString());
    }

    public Object run(String script, Object... arguments) {
        return Objects.requireNonNullElse(((JavascriptExecutor) driver).executeScript(script, arguments), "");
    }

    /** What the console has said since the last question: errors, and what the policy forbade. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Shows the page so wide, in that scheme of colours. */
    public void look(int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", "", "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Shows the page as it is printed. */
    void emulatePaper() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** The page to its end, but not further than some screens of one with thousands of rows. */
    public void photograph(Path png) throws IOException {
        long width = (Long) run("return document.documentElement.clientWidth");
        long height = Math.min(6_000, (Long) run("return document.documentElement.scrollHeight"));
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        write(png, shot);
    }

    /** The page on A4. */
    void print(Path pdf) throws IOException {
        write(
                pdf,
                driver.executeCdpCommand(
                        "Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true)));
    }

    private static void write(Path file, Map<String, Object> answer) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
