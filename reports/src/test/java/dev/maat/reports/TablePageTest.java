package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reports.TablePage.Badge;
import dev.maat.reports.TablePage.Cell;
import dev.maat.reports.TablePage.Section;
import dev.maat.reports.TablePage.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePageTest {
    private static final String HOSTILE = "</table><img src=x onerror=alert(1)>\u202e\u0000'\"&";

    @TempDir
    private Path directory;

    static TablePage sample(String name) {
        return new TablePage(
                name,
                new Badge(State.GOOD, "certified", name),
                List.of("What it shows.", name),
                List.of(
                        Section.of(name, List.of(name)),
                        new Section(
                                "A table",
                                List.of(name),
                                List.of("property", name),
                                List.of(
                                        List.of(Cell.of(name), new Cell("holds", State.GOOD)),
                                        List.of(Cell.of("fifo"), new Cell("violated", State.BAD)),
                                        List.of(Cell.of("causal"), new Cell(name, State.OPEN))))));
    }

    @Test
    void thePageIsOneFileWithoutAScriptThatMakesNoNetworkCall() throws IOException {
        Path page = directory.resolve("page.html");
        sample("plain").write(page);

        String html = Files.readString(page);
        assertThat(html).contains("default-src 'none'", "scope=\"row\"", "\u2717</span> violated");
        assertThat(html).doesNotContain("@@", "<script", "http://", "https://", "script-src");
        assertThat(html).isEqualTo(sample("plain").text());
    }

    @Test
    void namesAreNeverMarkup() {
        String html = sample(HOSTILE).text();

        assertThat(html).doesNotContain("<img", "\u202e", "\u0000").contains("&lt;/table&gt;&lt;img src=x");
        assertThat(html.split("</table", -1)).hasSize(2);
    }
}
