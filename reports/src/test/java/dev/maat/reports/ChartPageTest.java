package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPageTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    private Path directory;

    /** Two lines of three points each; the first point of the second has no place on a logarithmic axis. */
    static ChartPage sample(String name) {
        ChartPage.Series one = new ChartPage.Series(
                name,
                List.of(
                        new ChartPage.Point(10, 10, 9, 11),
                        new ChartPage.Point(100, 100, 95, 110),
                        new ChartPage.Point(1_000, 1_000, 990, 1_020)));
        ChartPage.Series other = new ChartPage.Series(
                "other",
                List.of(
                        new ChartPage.Point(10, 0, 0, 0),
                        new ChartPage.Point(100, 1.5, 1, 2),
                        new ChartPage.Point(1_000, 1.8, 1.2, 2.5)));
        return new ChartPage(
                "A study",
                List.of("What it shows."),
                "./maat study",
                List.of(
                        new ChartPage.Chart("Growth", "By size.", "receivers", "packets", List.of(one, other)),
                        new ChartPage.Chart("Nothing", "None.", "receivers", "packets", List.of())),
                List.of("strategy", "receivers", "packets"),
                List.of(List.of(name, "10", "10"), List.of("other", "10", "-")));
    }

    @Test
    void thePageIsOneFileThatMakesNoNetworkCall() throws IOException {
        Path page = directory.resolve("page.html");
        sample("plain").write(page);

        String html = Files.readString(page);
        assertThat(html).contains("connect-src 'none'", "\"A study\"", "[10.0,10.0,9.0,11.0]", "uPlot");
        assertThat(html).doesNotContain("@@");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void thePageHasTheLicenceOfTheLibraryThatIsInIt() throws IOException {
        Path page = directory.resolve("page.html");
        sample("plain").write(page);

        assertThat(Files.readString(page))
                .contains("Copyright (c) 2022 Leon Sorokin", "The above copyright notice and this permission notice");
    }

    @Test
    void namesAreNeverMarkup() throws IOException {
        Path page = directory.resolve("page.html");
        sample(HOSTILE).write(page);

        String html = Files.readString(page);
        assertThat(html).doesNotContain("<img");
        assertThat(html.split("</script", -1)).hasSize(3);
        assertThat(html.split("</style", -1)).hasSize(2);
    }

    @Test
    void noScriptTurnsTextIntoMarkup() throws IOException {
        List<String> slots = new ArrayList<>();
        StringWriter html = new StringWriter();
        Page.charts().write(html, slots::add);

        assertThat(slots).containsExactly("charts");
        assertThat(html.toString())
                .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function");
    }
}
