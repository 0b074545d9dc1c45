package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput;

/** A reader's view of the report, and every interaction, in a real browser from {@code file://}. */
class BrowserTest {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");

    private static final int MAX_AXE_SECONDS = 180;

    @TempDir
    private static Path profile;

    private static Browser browser;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() {
        browser = Browser.open(profile);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void size() {
        browser.size(1280, 720);
        browser.media("prefers-color-scheme", "light");
    }

    @AfterEach
    void thePageLoggedNoWarning() {
        assertThat(browser.console()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"HOLDS", "VIOLATED", "UNKNOWN", "NOT_EXERCISED"})
    void theFirstScreenAnswersWithoutScrolling(Verdict verdict) throws IOException {
        show(NODES, 300, verdict);

        assertThat(text("verdict-word").toLowerCase()).isEqualTo(verdict.word().replace('-', ' '));
        assertThat(text("facts")).contains("reference 0.1.0", "containers", "multicast", "4 (3 effective)", "30 s");
        assertThat(text("command")).startsWith("./maat run --deployment containers");
        for (String id : List.of("verdict-bar", "command", "properties", "first", "overview")) {
            long bottom = browser.number(
                    "return document.getElementById(arguments[0]).closest('header, section, .command').getBoundingClientRect().bottom",
                    id);
            assertThat(bottom).as(id).isBetween(1L, 720L);
        }
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280);
    }

    @Test
    void theFirstViolationIsShownWithItsProof() throws IOException {
        show(NODES, 300, Verdict.VIOLATED);

        assertThat(text("first-sentence")).contains("n3.0 never delivered");
        assertThat(browser.driver().findElements(By.cssSelector("#first .witness li")))
                .hasSize(5);
        assertThat(browser.driver()
                        .findElement(By.cssSelector("#properties-body tr"))
                        .getText())
                .startsWith("Violated");

        browser.driver().findElement(By.cssSelector("tr.is-violated button")).click();
        browser.until("return document.getElementById('inspector-body').textContent.includes('Events of')");
        assertThat(text("inspector-body")).contains("proof against virtual-synchrony", "Not delivered by n3.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aPageOfChartsDrawsThemAndShowsAllNumbers(String theme) throws IOException {
        browser.media("prefers-color-scheme", theme);
        Path page = directory.resolve("charts.html");
        ChartPageTest.sample("</script><img src=x onerror=alert(1)>").write(page);
        browser.driver().get(page.toUri().toString());
        browser.until("return document.body.dataset.ready === 'true'");

        assertThat(browser.driver().findElements(By.cssSelector(".chart canvas")))
                .hasSize(1);
        assertThat(browser.driver().findElements(By.cssSelector("#numbers-body tr")))
                .hasSize(2);
        assertThat(text("numbers")).contains("</script><img", "other");
        assertThat(text("charts")).contains("Nothing of this kind happened.");
        assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aPageOfTablesShowsThemWithoutAnyScript(String theme) throws IOException {
        browser.media("prefers-color-scheme", theme);
        Path page = directory.resolve("tables.html");
        TablePageTest.sample("</table><img src=x onerror=alert(1)>").write(page);
        browser.driver().get(page.toUri().toString());

        assertThat(browser.driver().findElements(By.tagName("table"))).hasSize(1);
        assertThat(browser.driver().findElement(By.className("is-violated")).getText())
                .contains("violated");
        assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280);
        Results results = new AxeBuilder().setTimeout(MAX_AXE_SECONDS).analyze(browser.driver());
        assertThat(results.getViolations()).extracting(Rule::getId).isEmpty();
    }

    @Test
    void theProofIsASpaceTimeDiagramWithSteps() throws IOException {
        show(NODES, 300, Verdict.VIOLATED);
        browser.until("return document.body.dataset.complete === 'true'");

        WebElement diagram = browser.driver().findElement(By.className("spacetime"));
        assertThat(browser.driver().findElements(By.className("st-witness"))).hasSize(5);
        assertThat(browser.driver().findElements(By.className("st-arrow"))).hasSizeGreaterThanOrEqualTo(3);
        assertThat(diagram.getText()).contains("n3.0", "never delivers n1.0:");

        diagram.sendKeys(Keys.ARROW_RIGHT);
        browser.until("return document.querySelector('.caption').textContent.startsWith('1 of ')");
    }

    @Test
    void hostileNamesAreShownAsTextAndDoNothing() throws IOException {
        String hostile = "</script><img src=x onerror=window.hurt=true>";
        show(List.of(hostile, "<b>n2</b>", "{{n3}}", "n4", "n5"), 300, Verdict.VIOLATED);

        browser.driver().findElement(By.cssSelector("tr.is-violated button")).click();
        browser.until("return document.getElementById('inspector-body').textContent.includes('proof against')");
        browser.run("document.getElementById('table-box').open = true");
        browser.until("return document.querySelectorAll('#events-body tr').length > 0");
        assertThat(browser.run("return window.hurt")).isNull();
        assertThat(browser.number("return document.querySelectorAll('img, b').length"))
                .isZero();
        assertThat(text("views-head")).contains(hostile, "<b>n2</b>");
    }

    @Test
    void theTimelineIsDrawnAndTheWheelZoomsAtTheCursor() throws IOException {
        show(NODES, 300, Verdict.HOLDS);
        assertThat(colours("timeline")).isGreaterThan(20);
        assertThat(colours("overview")).isGreaterThan(8);
        WebElement canvas = timeline();
        double before = browser.number("return Number(document.getElementById('timeline').dataset.visible)");
        long scrolled = browser.number("return Math.round(window.scrollY)");

        new Actions(browser.driver())
                .scrollFromOrigin(WheelInput.ScrollOrigin.fromElement(canvas, -100, 20), 0, -300)
                .perform();

        browser.until("return Number(document.getElementById('timeline').dataset.visible) < " + before * 0.7);
        assertThat(browser.number("return Math.round(window.scrollY)")).isEqualTo(scrolled);
        assertThat(colours("timeline")).isGreaterThan(20);
    }

    @Test
    void keysZoomMoveStepAndVisitViolations() throws IOException {
        show(NODES, 300, Verdict.VIOLATED);
        WebElement canvas = timeline();
        String whole = text("range");

        canvas.sendKeys("+");
        browser.until("return document.getElementById('range').textContent !== " + quoted(whole));
        String zoomed = text("range");
        canvas.sendKeys(Keys.ARROW_RIGHT);
        browser.until("return document.getElementById('range').textContent !== " + quoted(zoomed));
        canvas.sendKeys("0");
        browser.until("return document.getElementById('range').textContent === " + quoted(whole));
        canvas.sendKeys("n");
        browser.until("return document.getElementById('inspector-body').textContent.includes('proof against')");
        String first = text("inspector-body");
        canvas.sendKeys(Keys.ARROW_DOWN);
        browser.until("return document.getElementById('inspector-body').textContent !== " + quoted(first));
        canvas.sendKeys("?");
        browser.until("return document.getElementById('keys').open");
    }

    @Test
    void aClickPinsTheEventUnderIt() throws IOException {
        show(NODES, 60, Verdict.HOLDS);
        WebElement canvas = timeline();
        String nothing = text("inspector-body");

        // The middle of n2's row of deliveries: the nearest event there is pinned.
        new Actions(browser.driver()).moveToElement(canvas, -150, -15).click().perform();

        browser.until("return document.getElementById('inspector-body').textContent !== " + quoted(nothing));
        assertThat(text("inspector-body")).contains("n2.0");
    }

    @Test
    void theFilterAppliesToTheTableAsWell() throws IOException {
        show(NODES, 60, Verdict.HOLDS);
        browser.run("document.getElementById('table-box').open = true");
        browser.until("return document.querySelectorAll('#events-body tr').length > 100");

        browser.driver().findElement(By.id("filter")).sendKeys("node:n3 type:view");

        browser.until("return document.querySelectorAll('#events-body tr').length < 10");
        assertThat(text("events-body").lines())
                .isNotEmpty()
                .allMatch(row -> row.contains("n3.0") && row.contains("view"));
    }

    @Test
    void aLinkLeadsToTheSameRangeAndEvent() throws IOException {
        Path report = write(NODES, 300, Verdict.HOLDS);
        browser.driver().get("about:blank");
        browser.driver().get(report.toUri() + "#from=5000000000&to=6000000000&event=40");

        browser.until("return document.getElementById('range')?.textContent.startsWith('5.00 s to 6.00 s')");
        browser.until("return document.getElementById('inspector-body').textContent.includes('41 of')");
    }

    @Test
    void splitBrainIsVisibleInTheTableOfViews() throws IOException {
        History history = Histories.read(Path.of("src/test/resources/disjoint-majorities.jsonl"));
        Path report = directory.resolve("report.html");
        HtmlReport.write(report, history, Judge.judge(history), RunFacts.ofHistory("A", "./maat check A"));

        browser.show(report);

        assertThat(text("views-note")).contains("Split brain");
        assertThat(browser.driver().findElements(By.cssSelector("#views tr.split")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aMillionEventsAreDrawnFromFarAndFromNear() throws IOException {
        show(NODES, 150_000, Verdict.VIOLATED);
        assertThat(browser.run("return document.getElementById('timeline').dataset.mode"))
                .isEqualTo("far");
        assertThat(colours("timeline")).isGreaterThan(20);

        browser.run("document.querySelector('tr.is-violated button').click()");

        browser.until("return document.getElementById('timeline').dataset.mode === 'near'");
        browser.until("return document.getElementById('inspector-body').textContent.includes('proof against')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoAccessibilityViolation(String scheme) throws IOException {
        browser.media("prefers-color-scheme", scheme);
        show(NODES, 60, Verdict.VIOLATED);
        browser.until("return document.body.dataset.complete === 'true'");
        browser.run("document.querySelector('tr.is-violated button').click();"
                + "document.getElementById('table-box').open = true");
        browser.until("return document.querySelectorAll('#events-body tr').length > 0");

        Results results = new AxeBuilder().setTimeout(MAX_AXE_SECONDS).analyze(browser.driver());

        assertThat(results.getErrorMessage()).isNull();

        assertThat(results.getViolations())
                .extracting(BrowserTest::described)
                .as("accessibility in " + scheme)
                .isEmpty();
        assertThat(results.getPasses()).hasSizeGreaterThan(20);
    }

    @Test
    void thePrintedReportIsLightAndComplete() throws IOException {
        browser.media("prefers-color-scheme", "dark");
        show(NODES, 60, Verdict.VIOLATED);
        browser.devtools("Emulation.setEmulatedMedia", Map.of("media", "print"));

        assertThat(browser.run("return getComputedStyle(document.querySelector('.toolbar')).display"))
                .isEqualTo("none");
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.run("return getComputedStyle(document.querySelector('.scroller')).overflowY"))
                .isEqualTo("visible");
        browser.devtools("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    private static String described(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(4).toList();
    }

    private WebElement timeline() {
        browser.run("document.getElementById('timeline-section').scrollIntoView({behavior: 'instant'})");
        return browser.driver().findElement(By.id("timeline"));
    }

    /** The number of different colours on a canvas; a blank canvas has one. */
    private static long colours(String canvas) {
        return browser.number(
                "const c = document.getElementById(arguments[0]);"
                        + "const copy = document.createElement('canvas');"
                        + "copy.width = c.width; copy.height = c.height;"
                        + "const pen = copy.getContext('2d', {willReadFrequently: true});"
                        + "pen.drawImage(c, 0, 0);"
                        + "const d = pen.getImageData(0, 0, c.width, c.height).data;"
                        + "return new Set(new Uint32Array(d.buffer)).size",
                canvas);
    }

    private static String text(String id) {
        return String.valueOf(browser.run("return document.getElementById(arguments[0]).innerText", id));
    }

    private static String quoted(String text) {
        return "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    private void show(List<String> nodes, int messages, Verdict verdict) throws IOException {
        browser.show(write(nodes, messages, verdict));
    }

    private Path write(List<String> nodes, int messages, Verdict verdict) throws IOException {
        History history = SampleRun.of(nodes, messages, 7);
        Path report = directory.resolve("report.html");
        HtmlReport.write(report, history, SampleJudgements.of(history, verdict), SampleJudgements.facts());
        assertThat(Files.size(report)).isLessThan(20_000_000);
        return report;
    }
}
