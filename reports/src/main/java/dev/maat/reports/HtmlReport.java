package dev.maat.reports;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Writes one run as one self-contained HTML file: it opens from {@code file://}, and its Content-Security-Policy forbids any network
 * call.
 *
 * <p>The writer makes no markup from data. It fills a fixed template with a style sheet, a script, a JSON document and
 * chunks of columns in base64; the script draws them and shows every name by {@code textContent}. Time is linear in the
 * number of events. Beyond the history itself, memory is needed for one chunk of 65,536 events and for the rare events.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes a report. The file appears complete or not at all.
     *
     * @param reportFile the file, which is replaced if it exists; its directory must exist
     * @param history the history of the run
     * @param judgement the judgement of this very history, in which its witnesses are looked up
     * @param facts facts about the run that are not in its history
     * @throws IOException if the file cannot be written
     */
    public static void write(Path reportFile, History history, Judgement judgement, RunFacts facts) throws IOException {
        WholeFile.write(reportFile, out -> write(out, history, judgement, facts));
    }

    private static void write(Writer out, History history, Judgement judgement, RunFacts facts) throws IOException {
        Page page = Page.load();
        Lanes lanes = Lanes.of(history);
        Findings findings = new Findings(history, judgement);
        Span span = Span.of(new EventOrder(history));
        page.write(out, slot -> {
            switch (slot) {
                case "chunks" -> new EventChunks(history, lanes, findings, span, out).write();
                case "run" -> new RunDocument(history, judgement, facts, lanes, findings, span).write(out);
                default -> throw new IllegalStateException("the template has a slot that nothing fills: " + slot);
            }
        });
    }
}
