package dev.maat.reports;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of tables in one self-contained HTML file, in the style of the report: a certificate, or the matrix of many. It has no
 * script, so that what is in the file is what a reader sees; all texts are escaped. A state has a sign and a word beside its colour.
 *
 * @param title in a few words
 * @param badge the answer of the page; null: it has none
 * @param lead sentences that say what the page shows
 */
public record TablePage(String title, @Nullable Badge badge, List<String> lead, List<Section> sections) {
    public TablePage {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    /** How a cell stands, as in the report of a run. */
    public enum State {
        GOOD("is-holds", "\u2713"),
        BAD("is-violated", "\u2717"),
        OPEN("is-unknown", "?"),
        IDLE("is-not-exercised", "\u25cb"),
        NONE("is-inapplicable", "\u2013");

        private final String style;
        private final String sign;

        State(String style, String sign) {
            this.style = style;
            this.sign = sign;
        }
    }

    /** The answer in a word, and a sentence beside it. */
    public record Badge(State state, String word, String sentence) {}

    /**
     * A table under a heading, or sentences alone.
     *
     * @param header the columns; empty: there is no table
     * @param rows as many cells as columns; the first of a row names it
     */
    public record Section(String title, List<String> notes, List<String> header, List<List<Cell>> rows) {
        public Section {
            notes = List.copyOf(notes);
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }

        /** A section of sentences. */
        public static Section of(String title, List<String> notes) {
            return new Section(title, notes, List.of(), List.of());
        }
    }

    /** One cell; a state gives it a sign and a colour. */
    public record Cell(String text, @Nullable State state) {
        public static Cell of(String text) {
            return new Cell(text, null);
        }
    }

    /**
     * Writes the page. The file appears complete or not at all.
     *
     * @param file is replaced if it exists; its directory must exist
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, this::write);
    }

    /** The page as text. */
    public String text() {
        StringWriter out = new StringWriter();
        try {
            write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private void write(Writer out) throws IOException {
        Page.tables().write(out, slot -> {
            switch (slot) {
                case "title" -> out.append(Html.escape(title));
                case "body" -> body(out);
                default -> throw new IllegalStateException("the template has a slot that nothing fills: " + slot);
            }
        });
    }

    private void body(Writer out) throws IOException {
        out.append("<header><h1>").append(Html.escape(title)).append("</h1></header>\n<main>\n");
        if (badge != null) {
            out.append("<p class=\"badge ").append(badge.state.style).append("\"><strong><span aria-hidden=\"true\">");
            out.append(badge.state.sign).append("</span> ").append(Html.escape(badge.word));
            out.append("</strong> <span>").append(Html.escape(badge.sentence)).append("</span></p>\n");
        }
        paragraphs(out, lead);
        for (int i = 0; i < sections.size(); i++) {
            section(out, sections.get(i), "section-" + (i + 1));
        }
        out.append("</main>\n");
    }

    private static void section(Writer out, Section section, String id) throws IOException {
        out.append("<section aria-labelledby=\"")
                .append(id)
                .append("\">\n<h2 id=\"")
                .append(id)
                .append("\">");
        out.append(Html.escape(section.title)).append("</h2>\n");
        paragraphs(out, section.notes);
        if (!section.header.isEmpty()) {
            out.append("<div class=\"scroller panel\" tabindex=\"0\" role=\"group\" aria-labelledby=\"")
                    .append(id);
            out.append("\"><table><thead><tr>");
            for (String column : section.header) {
                out.append("<th scope=\"col\">").append(Html.escape(column)).append("</th>");
            }
            out.append("</tr></thead>\n<tbody>\n");
            for (List<Cell> row : section.rows) {
                row(out, row);
            }
            out.append("</tbody></table></div>\n");
        }
        out.append("</section>\n");
    }

    private static void row(Writer out, List<Cell> row) throws IOException {
        out.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            State state = cell.state;
            String style = state == null ? "" : " class=\"" + state.style + "\"";
            out.append(i == 0 ? "<th scope=\"row\"" : "<td").append(style).append('>');
            if (state != null) {
                out.append("<span aria-hidden=\"true\">").append(state.sign).append("</span> ");
            }
            out.append(Html.escape(cell.text)).append(i == 0 ? "</th>" : "</td>");
        }
        out.append("</tr>\n");
    }

    private static void paragraphs(Writer out, List<String> sentences) throws IOException {
        for (String sentence : sentences) {
            out.append("<p>").append(Html.escape(sentence)).append("</p>\n");
        }
    }
}
