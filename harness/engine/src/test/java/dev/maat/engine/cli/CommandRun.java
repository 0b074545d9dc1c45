package dev.maat.engine.cli;

import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The result of one command that ran within this JVM. */
public record CommandRun(int code, String out, String err) {
    private static final int COLUMNS = 100;

    /** Runs a command whose output goes to files: no colours, no rewritten lines. */
    public static CommandRun of(List<Path> implementations, String... arguments) {
        return of(false, implementations, arguments);
    }

    /** Runs a command whose output goes to a terminal. */
    public static CommandRun onTerminal(List<Path> implementations, String... arguments) {
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
