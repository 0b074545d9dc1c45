package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effect;
import dev.maat.reference.packet.PacketKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens on a stage, for a reader: the packets sent, what is lost, what the application hears. A transcript is a file
 * among the test's resources. It is compared to the letter, and written anew with {@code -Dmaat.updateTranscripts=true} alone.
 *
 * <p>A line has the virtual time since the beginning, in milliseconds, where it differs from that of the line before. A packet to
 * {@code all} goes to every other node. It arrives a millisecond later, unless a line says that it is lost or held back.
 */
final class Scribe {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final int MAX_LINES = 2_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final Set<PacketKind> unwritten = EnumSet.of(PacketKind.HEARTBEAT);
    private boolean phases;
    private long beganNanos;
    private long lastMillis = -1;
    private int lines;

    /** @param what the transcript shows, in a sentence or two */
    Scribe(String name, String what) {
        this.name = name;
        text.append(what).append('\n');
    }

    /** Heartbeats are written too, since this transcript is about them. */
    Scribe withHeartbeats() {
        unwritten.remove(PacketKind.HEARTBEAT);
        return this;
    }

    /** Packets of these kinds are not written, since this transcript is about others. */
    Scribe without(PacketKind... kinds) {
        unwritten.addAll(List.of(kinds));
        return this;
    }

    /** The phases of the view change are written too. */
    Scribe withPhases() {
        phases = true;
        return this;
    }

    boolean writes(PacketKind kind) {
        return !unwritten.contains(kind);
    }

    void begin(long nowNanos) {
        beganNanos = nowNanos;
        text.append('\n');
    }

    void say(long nowNanos, String line) {
        long millis = (nowNanos - beganNanos) / NANOS_PER_MILLI;
        lines++;
        if (lines > MAX_LINES) {
            throw new IllegalStateException(
                    "transcript " + name + " has more than " + MAX_LINES + " lines: no reader reads so far");
        }
        text.append(millis == lastMillis ? "           " : "%8d ms".formatted(millis))
                .append("  ")
                .append(line)
                .append('\n');
        lastMillis = millis;
    }

    /** An upcall in words; null for one that is not written. */
    @Nullable
    String text(Effect.Upcall upcall) {
        return switch (upcall) {
            case Effect.Deliver deliver ->
                "delivers " + PacketText.payload(deliver.payload())
                        + (deliver.place() == Effect.NO_PLACE ? "" : " at place " + deliver.place());
            case Effect.InstallView install -> "installs view " + Stage.text(install.view());
            case Effect.Refused refused -> "refuses a multicast: " + refused.why();
            case Effect.Left left -> "has left";
            case Effect.Excluded excluded -> "is excluded: " + excluded.why();
            case Effect.LostQuorum lost -> lost.on() ? "hears no quorum" : "hears a quorum again";
            case Effect.Suspect suspect -> (suspect.on() ? "suspects " : "no longer suspects ") + suspect.who();
            case Effect.Phase phase -> phases ? (phase.on() ? "begins " : "ends ") + phase.name() : null;
            case Effect.Block block -> null;
            case Effect.Unblock unblock -> null;
            case Effect.Accepted accepted -> null;
            case Effect.Stable stable -> null;
            case Effect.Backpressure pressure -> null;
            case Effect.Sample sample -> null;
        };
    }

    /** Compares the transcript with its file. */
    void end() throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("maat.updateTranscripts")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text.toString())
                .as(
                        "the transcript %s; if the protocol was to change, -Dmaat.updateTranscripts=true writes it anew",
                        name)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
