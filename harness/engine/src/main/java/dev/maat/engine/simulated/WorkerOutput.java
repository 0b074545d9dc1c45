package dev.maat.engine.simulated;

import dev.maat.engine.run.RunDirectory;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The standard output and error of a worker. Output of a run's thread, and of threads that it started, goes to the logs of the run;
 * the rest goes to the worker's own. Each is bounded: an implementation may print without end. Nothing waits in a buffer, because
 * the next call may end the JVM.
 */
final class WorkerOutput extends OutputStream {
    private final OutputStream rest;
    private final Map<ThreadGroup, OutputStream> runs = new ConcurrentHashMap<>();

    WorkerOutput(OutputStream rest) {
        this.rest = new BoundedOutput(rest);
    }

    /** A stream that stays open: an implementation may close the standard streams, and other runs share them. */
    PrintStream printStream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    void begin(ThreadGroup run, RunDirectory directory) {
        runs.put(run, new BoundedOutput(new LogFile(directory)));
    }

    void end(ThreadGroup run) {
        try {
            OutputStream out = runs.remove(run);
            if (out != null) {
                out.close();
            }
        } catch (IOException lost) {
            // Output is no evidence, and the run is over.
            return;
        }
    }

    private OutputStream current() {
        for (ThreadGroup group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            OutputStream run = runs.get(group);
            if (run != null) {
                return run;
            }
        }
        return rest;
    }

    @Override
    public void write(int one) throws IOException {
        current().write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        current().write(bytes, offset, length);
    }

    /** Made with the first byte, because most implementations print nothing. */
    private static final class LogFile extends OutputStream {
        private final RunDirectory directory;
        private @Nullable OutputStream file;

        LogFile(RunDirectory directory) {
            this.directory = directory;
        }

        private OutputStream file() throws IOException {
            OutputStream open = file;
            if (open == null) {
                try {
                    open = new FileOutputStream(RunOutput.file(directory).toFile());
                } catch (UncheckedIOException noFolder) {
                    // Else it would come out of the implementation's call to print.
                    throw noFolder.getCause();
                }
                file = open;
            }
            return open;
        }

        @Override
        public void write(int one) throws IOException {
            file().write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file().write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
