package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void theTemplateHasTheEventsBeforeTheDocumentThatLocatesThem() throws IOException {
        List<String> slots = new ArrayList<>();
        Page.load().write(new StringWriter(), slots::add);

        assertThat(slots).containsExactly("chunks", "run");
    }

    @Test
    void scriptAndStyleDoNotContainTheirOwnEndTags() throws IOException {
        StringWriter html = new StringWriter();
        Page.load().write(html, slot -> {});

        assertThat(html.toString().split("</script", -1)).hasSize(3);
        assertThat(html.toString().split("</style", -1)).hasSize(2);
        assertThat(html.toString()).doesNotContain("<!--");
    }

    @Test
    void noScriptTurnsTextIntoMarkup() throws IOException {
        StringWriter html = new StringWriter();
        Page.load().write(html, slot -> {});

        assertThat(html.toString())
                .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function");
    }
}
