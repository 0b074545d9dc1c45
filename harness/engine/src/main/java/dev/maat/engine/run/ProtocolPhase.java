package dev.maat.engine.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the coverage matrix: what the group does when a fault begins. */
public enum ProtocolPhase {
    /** None of the others, at any process. */
    IDLE("idle", null),
    /** A process suspects another one. */
    SUSPICION("suspicion", null),
    /** A view is frozen. */
    FLUSH("flush", "flush"),
    PREPARE("prepare", "prepare"),
    COLLECT("collect", "collect"),
    PROPOSE("propose", "propose"),
    ACCEPT("accept", "accept"),
    DECIDED("decided", "decided"),
    INSTALL("install", "install"),
    TRANSFER("state transfer", "transfer"),
    /** A process that is no founder has no view yet. */
    JOIN("join", null),
    HANDOVER("order handover", "order-handover");

    private final String word;
    private final @Nullable String mark;

    ProtocolPhase(String word, @Nullable String mark) {
        this.word = word;
        this.mark = mark;
    }

    /** The word for it in tables and files. */
    public String word() {
        return word;
    }

    /** The phases in which a process can be while another one is in a phase too: all but {@link #IDLE}. */
    public static List<ProtocolPhase> overlapping() {
        return List.of(values()).subList(1, values().length);
    }

    /** The name by which implementations mark the phase; null: it is derived from other events. */
    public @Nullable String mark() {
        return mark;
    }

    /**
     * The phase with this word.
     *
     * @throws IllegalArgumentException naming the known words
     */
    public static ProtocolPhase of(String word) {
        List<String> known = new ArrayList<>();
        for (ProtocolPhase phase : values()) {
            if (phase.word.equals(word)) {
                return phase;
            }
            known.add(phase.word);
        }
        throw new IllegalArgumentException("no phase is called '" + word + "'; there are " + String.join(", ", known));
    }

    /** The phase that implementations mark by this name; null: none of the columns. */
    static @Nullable ProtocolPhase marked(String name) {
        for (ProtocolPhase phase : values()) {
            if (name.equals(phase.mark)) {
                return phase;
            }
        }
        return null;
    }
}
