package dev.maat.engine.cli.terminal;

import java.io.PrintWriter;

/** Shows progress: on a terminal, one line that is rewritten in place; in a file, line after line. */
public final class MovingLine {
    private static final String TO_LINE_START = "\r";
    private static final String ERASE_TO_LINE_END = "\u001b[K";

    private final Terminal terminal;
    private final PrintWriter err;
    private final boolean inPlace;
    private final int columns;
    private boolean open;

    public MovingLine(Terminal terminal) {
        this.terminal = terminal;
        this.err = terminal.err();
        this.inPlace = terminal.errIsTerminal();
        this.columns = terminal.columns();
    }

    public boolean inPlace() {
        return inPlace;
    }

    /** Whether the line shows something now. */
    public boolean open() {
        return open;
    }

    public void show(String text) {
        String line = Terminal.harmless(text);
        if (inPlace) {
            String shown = line.length() < columns ? line : line.substring(0, columns - 1);
            terminal.control(TO_LINE_START);
            err.print(shown);
            err.flush();
            terminal.control(ERASE_TO_LINE_END);
            open = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Prints a line that stays. */
    void keep(String text) {
        erase();
        err.println(Terminal.harmless(text));
        err.flush();
    }

    /** Erases the rewritten line, so that results begin on an empty one. */
    public void erase() {
        if (open) {
            terminal.control(TO_LINE_START + ERASE_TO_LINE_END);
            open = false;
        }
    }
}
