package dev.maat.recording;

import dev.maat.checkers.recording.LineSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the lines of a process, each from its event's name on: {@code "e":"view",...}. */
final class Lines implements LineSink {
    private final List<String> written = new ArrayList<>();

    @Override
    public void write(byte[] buffer, int length) {
        String line = new String(buffer, 0, length, StandardCharsets.UTF_8);
        written.add(line.substring(line.indexOf("\"e\":"), line.lastIndexOf('}')));
    }

    List<String> all() {
        return List.copyOf(written);
    }

    /** The lines since the last call. */
    List<String> take() {
        List<String> taken = all();
        written.clear();
        return taken;
    }
}
