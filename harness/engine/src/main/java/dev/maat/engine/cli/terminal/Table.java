package dev.maat.engine.cli.terminal;

import dev.maat.engine.cli.terminal.Terminal.Style;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as what stands in them. Text from outside is made harmless before it is shown. */
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

    /** A row whose cell in one column has a colour. */
    Table styledRow(Style style, int column, Object... cells) {
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(new Cell(harmless(String.valueOf(cells[i])), i == column ? style : Style.PLAIN));
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

    /** Control characters of a hostile name could rewrite what stands on the terminal. */
    public static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean shown = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            safe.append(shown ? c : '?');
        }
        return safe.toString();
    }
}
