package dev.maat.engine.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the first difference between two histories that should be equal. */
final class HistoryComparison {
    private static final Pattern TIME = Pattern.compile("\"t\":([0-9]{1,18})");
    private static final int MAX_SHOWN_CHARS = 300;

    /** The frames of a call that did not return depend on the moments at which it was looked at. All else of its line replays. */
    private static final Pattern FRAMES = Pattern.compile("(\"detail\":\"the core did not return: [^\"\\\\]*)[^\"]*");

    private HistoryComparison() {}

    private record Difference(long nanos, String sentence) {}

    /** The earliest line in which two folders differ, as a sentence; null if they are equal byte for byte. */
    static @Nullable String firstDifference(Path one, Path other) {
        try {
            Set<String> names = new TreeSet<>(names(one));
            names.addAll(names(other));
            Difference first = null;
            for (String name : names) {
                Difference found = compare(name, one.resolve(name), other.resolve(name));
                if (found != null && (first == null || found.nanos < first.nanos)) {
                    first = found;
                }
            }
            return first == null ? null : first.sentence;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare " + one + " with " + other, e);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }

    private static @Nullable Difference compare(String name, Path one, Path other) throws IOException {
        if (!Files.exists(one) || !Files.exists(other)) {
            String line = firstLine(Files.exists(one) ? one : other);
            return new Difference(
                    nanos(line), name + " exists in one of the two runs only; its first line is " + shown(line));
        }
        if (Files.mismatch(one, other) < 0) {
            return null;
        }
        try (BufferedReader left = Files.newBufferedReader(one);
                BufferedReader right = Files.newBufferedReader(other)) {
            for (long number = 1; ; number++) {
                String a = left.readLine();
                String b = right.readLine();
                if (a == null && b == null) {
                    return null;
                }
                if (a == null || b == null || !(a.equals(b) || withoutFrames(a).equals(withoutFrames(b)))) {
                    return new Difference(
                            Math.min(nanos(a), nanos(b)),
                            name + " line " + number + ": the first run has " + shown(a) + ", the second " + shown(b));
                }
            }
        }
    }

    private static String withoutFrames(String line) {
        return FRAMES.matcher(line).replaceFirst("$1");
    }

    private static @Nullable String firstLine(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.readLine();
        }
    }

    private static long nanos(@Nullable String line) {
        if (line == null) {
            return Long.MAX_VALUE;
        }
        Matcher time = TIME.matcher(line);
        return time.find() ? Long.parseLong(time.group(1)) : 0;
    }

    private static String shown(@Nullable String line) {
        if (line == null) {
            return "no line";
        }
        return line.length() <= MAX_SHOWN_CHARS ? line : line.substring(0, MAX_SHOWN_CHARS) + "...";
    }
}
