package dev.maat.engine.cli.bench;

import dev.maat.engine.bench.group.Cell;
import dev.maat.engine.bench.group.Contender;
import dev.maat.engine.bench.group.Figure;
import dev.maat.engine.bench.group.Series;
import dev.maat.engine.bench.group.Trial;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all cells: a row for each figure of a cell, a column for each contender, and the ratio of their medians. */
final class GroupTable {
    /** Below this, a figure is shown with decimals. */
    private static final double FINE = 100;

    /** One figure of one cell, by contender. */
    private record Row(Cell cell, Figure figure, List<Series> series) {}

    private final List<Contender> contenders;
    private final List<Row> rows = new ArrayList<>();

    GroupTable(List<Contender> contenders) {
        this.contenders = List.copyOf(contenders);
    }

    void add(Cell cell, Map<Contender, List<Trial>> trials) {
        for (Figure figure : Figure.values()) {
            List<Series> series = new ArrayList<>();
            contenders.forEach(contender -> series.add(Series.of(figure, trials.getOrDefault(contender, List.of()))));
            rows.add(new Row(cell, figure, series));
        }
    }

    void print(Terminal terminal) {
        Table table = new Table(terminal).left("cell").left("figure");
        contenders.forEach(contender -> table.right(contender.name()).left("range"));
        if (contenders.size() == 2) {
            table.right("ratio");
        }
        for (Row row : rows) {
            List<Object> cells = new ArrayList<>();
            cells.add(row.cell());
            cells.add(row.figure().title());
            for (Series series : row.series()) {
                cells.add(number(series.median()));
                cells.add(number(series.least()) + ".." + number(series.most()));
            }
            if (contenders.size() == 2) {
                cells.add(ratio(row));
            }
            table.row(cells.toArray());
        }
        table.print(terminal.out());
    }

    String csv() {
        StringBuilder text = new StringBuilder("ordering,members,bytes,figure,implementation,median,least,most\n");
        for (Row row : rows) {
            for (int i = 0; i < contenders.size(); i++) {
                Series series = row.series().get(i);
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%s,%s,%.3f,%.3f,%.3f%n",
                        row.cell().ordering(),
                        row.cell().members(),
                        row.cell().payloadBytes(),
                        row.figure().title(),
                        contenders.get(i).name(),
                        series.median(),
                        series.least(),
                        series.most()));
            }
        }
        return text.toString();
    }

    private static String ratio(Row row) {
        double second = row.series().get(1).median();
        return second == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", row.series().get(0).median() / second);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < FINE ? "%.1f" : "%,.0f", value);
    }
}
