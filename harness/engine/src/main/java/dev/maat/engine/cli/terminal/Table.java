package dev.maat.engine.cli.terminal;

import dev.maat.engine.cli.terminal.Terminal.Style;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table whose columns are as wide as their content. Cells are made harmless before they are shown. */
public final class Table {
    private static final String GAP = "  ";

    private final Terminal terminal;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private record Column(String title, boolean right) {}

    private record Cell(String text, Style style) {}

    public Table(Terminal terminal) {
        this.terminal = terminal;
    }

    public Table left(String title) {
        columns.add(new Column(title, false));
        return this;
    }

    public Table right(String title) {
        columns.add(new Column(title, true));
        return this;
    }

    /** A row without colour. */
    public Table row(Object... cells) {
        return styledRow(Style.PLAIN, -1, cells);
    }

    /** A row with one cell in a colour. */
    public Table styledRow(Style style, int column, Object... cells) {
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(new Cell(Terminal.harmless(String.valueOf(cells[i])), i == column ? style : Style.PLAIN));
        }
        rows.add(row);
        return this;
    }

    public void print(PrintWriter out) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).title.length();
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).text.length());
            }
        }
        List<Cell> titles = columns.stream()
                .map(column -> new Cell(column.title, Style.QUIET))
                .toList();
        print(out, widths, titles);
        rows.forEach(row -> print(out, widths, row));
    }

    private void print(PrintWriter out, int[] widths, List<Cell> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            String padding = " ".repeat(widths[i] - cell.text.length());
            boolean right = columns.get(i).right;
            boolean last = i == widths.length - 1;
            line.append(i == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(terminal.styled(cell.style, cell.text))
                    .append(right || last ? "" : padding);
        }
        out.println(line.toString().stripTrailing());
    }
}
