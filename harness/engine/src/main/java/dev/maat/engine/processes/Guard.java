package dev.maat.engine.processes;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the processes of a run, and removes its folder, when this JVM closes the guard or ends itself, be it by a SIGKILL: the standard
 * input of the guard has its end then. It is a shell, so it needs nothing that the machine lacks. Thread-safe.
 *
 * <p>The group of a process that leads one ends with it. A process whose end this JVM has seen is taken off the list before its number can belong to another.
 */
final class Guard implements Closeable {
    private static final long END_SECONDS = 10;

    /** Ignores the signals of a terminal: they reach the whole process group, and the guard has to outlive the harness. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            list=
            while read -r word pid; do
              if [ "$word" = begun ]; then list="$list $pid"; continue; fi
              rest=
              for one in $list; do if [ "$one" != "$pid" ]; then rest="$rest $one"; fi; done
              list=$rest
            done
            for one in $list; do kill -KILL "-$one" 2>/dev/null; kill -KILL "$one" 2>/dev/null; done
            rm -rf -- "$1"
            """;

    private final Process shell;
    private final OutputStream words;

    private Guard(Process shell) {
        this.shell = shell;
        this.words = shell.getOutputStream();
    }

    /** @param folder removed at the end, with all that is in it */
    static Guard start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT, "maat-guard", folder.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return new Guard(builder.start());
    }

    synchronized void begun(long pid) throws IOException {
        say("begun " + pid);
    }

    synchronized void ended(long pid) throws IOException {
        say("ended " + pid);
    }

    private void say(String line) throws IOException {
        words.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        words.flush();
    }

    /** Returns when the guard has done its work. */
    @Override
    public synchronized void close() throws IOException {
        words.close();
        boolean interrupted = Thread.interrupted();
        try {
            if (!shell.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
