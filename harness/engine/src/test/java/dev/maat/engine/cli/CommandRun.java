package dev.maat.engine.cli;

import dev.maat.engine.cli.terminal.Surroundings;
import dev.maat.engine.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One command in process, and what it said. */
record CommandRun(int code, String out, String err) {
    private static final int COLUMNS = 100;

    /** Output that goes to files: no colours, no rewritten lines. */
    static CommandRun of(List<Path> implementations, String... arguments) {
        return of(false, implementations, arguments);
    }

    /** Output that a person looks at. */
    static CommandRun onTerminal(List<Path> implementations, String... arguments) {
        return of(true, implementations, arguments);
    }

    private static CommandRun of(boolean terminal, List<Path> implementations, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal streams = new Terminal(
                new PrintWriter(out, true), new PrintWriter(err, true), terminal, terminal, terminal, true, COLUMNS);
        Surroundings surroundings = new Surroundings(
                streams, Path.of(System.getProperty("maat.root", ".")), implementations, Map.of("PATH", ""));
        int code = Main.execute(surroundings, arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
