package dev.maat.reports;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium that is installed on this machine; nothing is downloaded. Without one the tests are skipped with a reason,
 * or fail if {@code -Dmaat.browser=required} is given.
 */
final class Browser implements AutoCloseable {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open(Path profile) {
        Path chromium = find("chromium", "chromium-browser", "google-chrome");
        Path chromedriver = find("chromedriver");
        if (chromium == null || chromedriver == null) {
            return without(
                    "there is no chromium with its chromedriver on the PATH (Debian: apt-get install chromium chromium-driver)");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Browser without(String reason) {
        if ("required".equals(System.getProperty("maat.browser"))) {
            return fail(reason);
        }
        repeatAtTheEndOfTheBuild("SKIPPED, not passed: BrowserTest: " + reason);
        return abort(reason);
    }

    /** A build that skipped a suite ends as a success, so the last module prints the lines of this file. */
    private static void repeatAtTheEndOfTheBuild(String line) {
        String file = System.getProperty("maat.skipped", "");
        if (!file.isEmpty()) {
            try {
                Files.createDirectories(Path.of(file).getParent());
                Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path find(String... names) {
        for (String folder : System.getenv("PATH").split(":")) {
            for (String name : names) {
                Path candidate = Path.of(folder, name);
                if (Files.isExecutable(candidate)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a report, from the file system, and waits until it has drawn itself. */
    void show(Path report) {
        driver.get("about:blank");
        console();
        driver.get(report.toUri().toString());
        until(
                "return document.body.dataset.ready === 'true' && document.getElementById('timeline').dataset.mode !== undefined");
    }

    void size(int width, int height) {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void media(String feature, String value) {
        devtools("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    void devtools(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, new LinkedHashMap<>(parameters));
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    long number(String script, Object... arguments) {
        return ((Number) run(script, arguments)).longValue();
    }

    void until(String condition) {
        new WebDriverWait(driver, MAX_WAIT).until(ready -> Boolean.TRUE.equals(run(condition)));
    }

    /** The warnings, errors and policy violations that the page logged since the last call. */
    List<String> console() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void picture(Path file) throws IOException {
        Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
