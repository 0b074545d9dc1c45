package dev.maat.faults;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kinds of fault, each with its word in plans and history files. */
public enum FaultKind {
    /** Nodes of different groups do not hear each other. */
    PARTITION("partition", true),
    /** No packet arrives on certain directed links. */
    ONE_WAY_CUT("one-way-cut", true),
    /** Packets are lost at random. */
    LOSS("loss", true),
    /** Packets arrive later. */
    LATENCY("latency", true),
    /** Packets arrive twice. */
    DUPLICATE("duplicate", true),
    /** Packets are held back so that later ones overtake them. */
    REORDER("reorder", true),
    /** A process is killed, as by SIGKILL. */
    KILL("kill", false),
    /** A process is killed between two effects of one step, or between two destinations of one fan-out. */
    CRASH_POINT("crash-point", false),
    /** A process is not scheduled. */
    PAUSE("pause", true),
    /** A process is killed and its node started again. */
    RESTART("restart", false),
    /** Established connections are broken. */
    RESET("reset", false),
    /** A node that does not run is started. */
    JOIN("join", false),
    /** A process is asked to leave. */
    LEAVE("leave", false),
    // Kinds are drawn by their number, so new ones stand last.
    /** Packets are lost in bursts. */
    BURST_LOSS("burst-loss", true),
    /** Packets arrive with a flipped bit. */
    CORRUPT("corrupt", true),
    /** Packets arrive a second time long after, in a later view. */
    REPLAY("replay", true),
    /** The clock of a process jumps ahead. */
    CLOCK_JUMP("clock-jump", false);

    private final String word;
    private final boolean lasting;

    FaultKind(String word, boolean lasting) {
        this.word = word;
        this.lasting = lasting;
    }

    /** The word for it in plans, in {@code --faults} and in history files. */
    public String word() {
        return word;
    }

    /** Whether a fault of this kind is on until it is healed; if not, it is over at once. */
    public boolean lasting() {
        return lasting;
    }

    /**
     * The kind with this word.
     *
     * @throws IllegalArgumentException naming the known words
     */
    public static FaultKind of(String word) {
        for (FaultKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "no fault is called '" + word + "'; there are " + String.join(", ", words()));
    }

    /**
     * Reads a comma-separated list of kinds. Besides the kinds themselves, {@code crash} stands for kill, crash-point and
     * restart, {@code membership} for join and leave, {@code delay} for latency, {@code cut} for one-way-cut.
     *
     * @throws IllegalArgumentException naming the unknown word and the known ones
     */
    public static Set<FaultKind> parseList(String text) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String word : text.split(",", -1)) {
            switch (word.strip()) {
                case "crash" -> kinds.addAll(List.of(KILL, CRASH_POINT, RESTART));
                case "membership" -> kinds.addAll(List.of(JOIN, LEAVE));
                case "delay" -> kinds.add(LATENCY);
                case "cut" -> kinds.add(ONE_WAY_CUT);
                default -> kinds.add(of(word.strip()));
            }
        }
        return kinds;
    }

    /**
     * Whether the word stands for several kinds. The user did not name those one by one, so a kind among them that a deployment
     * cannot inject may be left out.
     */
    public static boolean isGroupWord(String word) {
        return word.equals("crash") || word.equals("membership");
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (FaultKind kind : values()) {
            words.add(kind.word);
        }
        words.add("crash (= kill, crash-point, restart)");
        words.add("membership (= join, leave)");
        return words;
    }

    @Override
    public String toString() {
        return word;
    }
}
