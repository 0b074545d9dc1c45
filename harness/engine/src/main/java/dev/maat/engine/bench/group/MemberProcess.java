package dev.maat.engine.bench.group;

import dev.maat.engine.run.HarnessException;
import dev.maat.node.bench.BenchMain;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One member as a process; see {@link dev.maat.node.bench} for its commands. Its lines are read by a thread of their own. */
final class MemberProcess implements Closeable {
    private static final int MAX_LINES = 100_000;
    private static final long MAX_END_SECONDS = 10;
    private static final int MAX_SAID_BYTES = 1_000;

    private final String node;
    private final Process process;
    private final PrintStream commands;
    private final Path log;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;
    private boolean killed;
    private String status = "unknown";

    /** @param log takes what the process says on standard error */
    MemberProcess(String node, List<String> jvmFlags, List<String> words, Path log) throws IOException {
        this.node = node;
        this.log = log;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchMain.class.getName()));
        command.addAll(words);
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "lines-" + node);
        reader.setDaemon(true);
        reader.start();
    }

    String node() {
        return node;
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("failed its output cannot be read: " + e.getMessage());
        }
        String exit = exitStatus();
        synchronized (this) {
            status = exit;
            ended = true;
            notifyAll();
        }
    }

    /** The output of a process ends before the process does. */
    private String exitStatus() {
        try {
            return process.waitFor(MAX_END_SECONDS, TimeUnit.SECONDS)
                    ? String.valueOf(process.exitValue())
                    : "unknown, as it closed its output and runs on";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private synchronized void add(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        }
        notifyAll();
    }

    void tell(String command) {
        commands.println(command);
    }

    /** How many lines the process has written; a place to await later lines from. */
    synchronized int mark() {
        return lines.size();
    }

    /** The lines from a mark on that begin with this word. */
    synchronized List<String[]> since(int mark, String word) {
        List<String[]> found = new ArrayList<>();
        for (String line : lines.subList(mark, lines.size())) {
            if (line.startsWith(word + " ") || line.equals(word)) {
                found.add(line.split(" "));
            }
        }
        return found;
    }

    /**
     * Waits for a line from the mark on that begins with this word and has this form.
     *
     * @throws HarnessException if the process fails or ends before, or the line does not come in time
     */
    String[] await(int mark, String word, Predicate<String[]> form, long maxWaitMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
        synchronized (this) {
            while (true) {
                for (String[] line : since(mark, word)) {
                    if (form.test(line)) {
                        return line;
                    }
                }
                checkAlive();
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new HarnessException(
                            "member " + node + " did not say '" + word + "' within " + maxWaitMillis + " ms");
                }
                wait(left);
            }
        }
    }

    /** Sends a command and returns the line that answers it, which begins with the same word unless another is given. */
    String[] ask(String command, @Nullable String answer, long maxWaitMillis) throws InterruptedException {
        int mark = mark();
        tell(command);
        return await(mark, answer == null ? command : answer, line -> true, maxWaitMillis);
    }

    /** @throws HarnessException if the process has said that it failed, or has ended */
    synchronized void checkAlive() {
        List<String[]> failures = since(0, "failed");
        if (!failures.isEmpty()) {
            throw new HarnessException("member " + node + " " + String.join(" ", failures.get(0)) + said());
        }
        if (ended && !killed) {
            throw new HarnessException("member " + node + " ended, with status " + status + said());
        }
    }

    /** The end of what the process said on standard error; its file goes with the folder of the measurement. */
    private String said() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MAX_SAID_BYTES));
            byte[] tail = new byte[MAX_SAID_BYTES];
            int count = Math.max(0, file.read(tail));
            String text = new String(tail, 0, count, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "" : "; it said: " + text;
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** SIGKILL; returns the time just before. */
    long kill() {
        synchronized (this) {
            killed = true;
        }
        long now = System.nanoTime();
        process.destroyForcibly();
        return now;
    }

    @Override
    public void close() {
        kill();
        boolean interrupted = false;
        try {
            process.waitFor(MAX_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        commands.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
