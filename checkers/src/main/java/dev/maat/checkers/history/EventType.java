package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/** The types of the lines of a process. A crash and the lines of the harness are not among them: see {@link History}. */
public enum EventType {
    START("start"),
    VIEW("view"),
    SEND("send"),
    SENT("sent"),
    FAILED("failed"),
    DELIVER("deliver"),
    SAFE("safe"),
    BLOCK("block"),
    UNBLOCK("unblock"),
    PHASE("phase"),
    SUSPECT("suspect"),
    STATE("state"),
    LEAVE("leave"),
    LEFT("left"),
    EXCLUDED("excluded"),
    LOSTQUORUM("lostquorum"),
    OVERLAP("overlap"),
    SAMPLE("sample"),
    CLOSED("closed"),
    /** An event outside the format, whose name begins with {@code x-}. It is kept and not judged. */
    OTHER("x-");

    private static final EventType[] ALL = values();

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /** The value of {@code e}; for {@link #OTHER} only its prefix. */
    public String word() {
        return word;
    }

    static EventType of(int ordinal) {
        return ALL[ordinal];
    }

    /** The type whose lines have this {@code e}, or null. */
    public static @Nullable EventType named(String word) {
        for (EventType type : ALL) {
            if (type.word.equals(word) && type != OTHER) {
                return type;
            }
        }
        return word.startsWith(OTHER.word) ? OTHER : null;
    }
}
