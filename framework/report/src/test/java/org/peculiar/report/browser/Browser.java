package org.peculiar.report.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium of the system, headless and without a network. Nothing is downloaded for it. */
final class Browser implements AutoCloseable {

    /** Warns of protocols newer than it knows; those used here are old. Held, lest the setting be forgotten. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HEIGHT = 900;

    private final ChromeDriver driver;
    private final String axe;

    private Browser(Path chromium, Path chromedriver, Path profile) {
        DEVTOOLS.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .build(),
                options);
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Start it, or skip the tests with a message where it is missing. */
    static Browser start(Path profile) {
        Optional<Path> chromium = found("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = found("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "chromium and chromedriver are not on the PATH, so no page is tested in a browser;"
                        + " on Debian: apt-get install chromium chromium-driver");
        return new Browser(chromium.get(), chromedriver.get(), profile);
    }

    private static Optional<Path> found(String... names) {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Open a file in a window of some width, in light or dark. */
    void open(Path page, int width, boolean dark) {
        forget();
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.get(page.toUri().toString());
    }

    void open(Path page) {
        open(page, 1400, false);
    }

    private void forget() {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
    }

    /** Returns what the console says since the page was opened. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Returns the addresses that were asked for since the page was opened; data that a page holds is not asked for. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = json(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                String url = message.at("/params/request/url").asText();
                if (!url.startsWith("data:")) {
                    requests.add(url);
                }
            }
        }
        return requests;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what axe-core finds wrong with how people of all abilities get at the page. */
    List<String> violations() {
        driver.executeScript(axe);
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then((results) => done(results.violations.map(
                    (violation) => violation.id + ": " + violation.nodes.map((node) => node.target.join(" ")).join("; "))));
                """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** Returns by how many pixels the page is wider than its window. */
    long overflow() {
        return (Long) driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Returns the page on paper, a PDF. */
    byte[] print() {
        Object data = driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true))
                .get("data");
        return Base64.getDecoder().decode((String) data);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Returns the texts of elements. */
    List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    WebElement button(String name) {
        return all("button").stream()
                .filter(button -> button.getText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    void press(Keys... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Move the mouse onto an element, some way off its middle. */
    void moveTo(WebElement element, int right, int down) {
        new Actions(driver)
                .scrollToElement(element)
                .moveToElement(element, right, down)
                .perform();
    }

    void clickAt(WebElement element, int right, int down) {
        new Actions(driver)
                .scrollToElement(element)
                .moveToElement(element, right, down)
                .click()
                .perform();
    }

    /** Wait until something is so. */
    void until(String what, java.util.function.BooleanSupplier so) {
        new WebDriverWait(driver, PATIENCE).withMessage(what).until(any -> so.getAsBoolean());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
