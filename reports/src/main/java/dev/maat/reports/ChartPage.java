package dev.maat.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of charts and the table of their numbers, in one self-contained HTML file like the report of a run. Both axes of a chart are
 * logarithmic: a line of slope 1 grows in proportion.
 *
 * @param title in a few words
 * @param lead sentences that say what the page shows
 * @param command makes the page again
 * @param header the columns of the table
 * @param rows the cells of each row, as many as columns
 */
public record ChartPage(
        String title,
        List<String> lead,
        String command,
        List<Chart> charts,
        List<String> header,
        List<List<String>> rows) {
    private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new MarkupEscapes());

    /**
     * One chart.
     *
     * @param note says how to read it
     * @param x what the horizontal axis counts
     * @param y what the vertical axis counts
     */
    public record Chart(String title, String note, String x, String y, List<Series> series) {}

    /** One line of a chart; its points are in the order of their x. */
    public record Series(String name, List<Point> points) {}

    /** A mean and the range around it. A number that is not above 0 has no place on the axis, and the point is left out. */
    public record Point(double x, double mean, double low, double high) {}

    /**
     * Writes the page. The file appears complete or not at all.
     *
     * @param file is replaced if it exists; its directory must exist
     */
    public void write(Path file) throws IOException {
        WholeFile.write(
                file,
                out -> Page.charts().write(out, slot -> {
                    if (!slot.equals("charts")) {
                        throw new IllegalStateException("the template has a slot that nothing fills: " + slot);
                    }
                    write(out);
                }));
    }

    private void write(Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("title", title);
            json.writeStringField("command", command);
            strings(json, "lead", lead);
            json.writeArrayFieldStart("charts");
            for (Chart chart : charts) {
                write(json, chart);
            }
            json.writeEndArray();
            strings(json, "header", header);
            json.writeArrayFieldStart("rows");
            for (List<String> row : rows) {
                strings(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Chart chart) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", chart.title());
        json.writeStringField("note", chart.note());
        json.writeStringField("x", chart.x());
        json.writeStringField("y", chart.y());
        json.writeArrayFieldStart("series");
        for (Series series : chart.series()) {
            json.writeStartObject();
            json.writeStringField("name", series.name());
            json.writeArrayFieldStart("points");
            for (Point point : series.points()) {
                json.writeArray(new double[] {point.x(), point.mean(), point.low(), point.high()}, 0, 4);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeFieldName(name);
        strings(json, texts);
    }

    private static void strings(JsonGenerator json, List<String> texts) throws IOException {
        json.writeArray(texts.toArray(new String[0]), 0, texts.size());
    }
}
