package dev.maat.engine;

import dev.maat.engine.run.HarnessException;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.recording.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks an implementation whether it offers some options, before anything of a run is made. It makes a core or a member for the
 * question and never starts it. It does so in another JVM, because an implementation can end or stall the JVM that it runs in.
 *
 * <p>Silence is no refusal. The obstacle that keeps an implementation from answering stands in the way of the run too, which names it.
 */
public final class OptionsQuestion {
    private static final long LIMIT_MILLIS = 15_000;
    private static final int MAX_ANSWER_BYTES = 1 << 14;
    private static final String ANSWER = "answer.txt";

    private OptionsQuestion() {}

    /** The reason for which the implementation refuses these options; empty if it takes them, or does not answer in time. */
    public static Optional<String> refusal(Implementation implementation, Map<String, String> options) {
        return refusal(implementation, options, LIMIT_MILLIS);
    }

    static Optional<String> refusal(Implementation implementation, Map<String, String> options, long limitMillis) {
        try {
            Path folder = Files.createTempDirectory("maat-question");
            Path answer = folder.resolve(ANSWER);
            try {
                ask(implementation, options, answer, limitMillis);
                return read(answer);
            } finally {
                Files.deleteIfExists(answer);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new HarnessException("a JVM that asks for options cannot be started: " + e.getMessage(), e);
        }
    }

    private static void ask(Implementation implementation, Map<String, String> options, Path answer, long limitMillis)
            throws IOException {
        Process process = new ProcessBuilder(command(implementation, options, answer))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Implementation implementation, Map<String, String> options, Path answer) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Xmx" + Runtime.getRuntime().maxMemory()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OptionsQuestion.class.getName()));
        command.add(answer.toString());
        command.add(implementation.folder().toAbsolutePath().toString());
        command.add(implementation.name());
        options.forEach((key, value) -> command.addAll(List.of(key, value)));
        return command;
    }

    private static Optional<String> read(Path answer) {
        try (InputStream in = Files.newInputStream(answer)) {
            return Optional.of(new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Arguments: the file of the answer, the implementation's folder, its name, then the options, each a key and a value. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(OptionsQuestion::endWithTheHarness);
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 3; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        LoadedImplementation implementation =
                Implementations.scan(Path.of(arguments[1])).find(arguments[2]).load();
        try {
            Thread.currentThread().setContextClassLoader(implementation.classLoader());
            if (implementation.isPure()) {
                implementation.newCore(options);
            } else {
                implementation.newMember(options);
            }
        } catch (IllegalArgumentException refusal) {
            answer(Path.of(arguments[0]), Causes.messageOf(refusal));
        } catch (Throwable other) {
            // The run meets it again, in the fence, where it is a violation with its cause.
            Runtime.getRuntime().halt(0);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void answer(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** The standard input has its end when the harness has: nothing is ever written to it. */
    private static void endWithTheHarness() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }
}
