package dev.maat.simulation;

import dev.maat.checkers.recording.LineSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Keeps a history in memory. */
final class Recorded implements EvidenceSink {
    private final TreeMap<String, ByteArrayOutputStream> files = new TreeMap<>();

    @Override
    public LineSink harness() {
        return process("harness");
    }

    @Override
    public LineSink process(String process) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (files.put(process, file) != null) {
            throw new IllegalStateException("the sink of " + process + " was asked for twice");
        }
        return (buffer, length) -> file.write(buffer, 0, length);
    }

    SequencedMap<String, String> texts() {
        TreeMap<String, String> texts = new TreeMap<>();
        files.forEach((name, bytes) -> texts.put(name, bytes.toString(StandardCharsets.UTF_8)));
        return texts;
    }

    List<String> lines(String process) {
        return texts().get(process).lines().toList();
    }

    List<String> lines(String process, String part) {
        return lines(process).stream().filter(line -> line.contains(part)).toList();
    }
}
