package dev.maat.engine.bench.hunt;

import java.util.List;

/** A part of the work of a campaign. */
public enum Part {
    IMPLEMENTATION("the implementation"),
    SIMULATION("simulation: events, network, timers"),
    CONDUCTOR("conductor and scenarios"),
    RECORDING("recording, and the fence"),
    TRANSFER("worker to judge"),
    READING("reading the evidence"),
    JUDGING("judging"),
    CAMPAIGN("campaign: counts, folders"),
    JVM("JVM: compiling, collecting"),
    OTHER("other");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final List<String> LIBRARIES = List.of("com.fasterxml.", "picocli.", "dev.maat.contract.");
    private static final List<String> JUDGES =
            List.of("dev.maat.checkers.Judge", "dev.maat.checkers.properties.", "dev.maat.checkers.online.");

    private static final List<String> READERS = List.of("dev.maat.checkers.reading.", "dev.maat.checkers.history.");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    /** For a table. */
    public String words() {
        return words;
    }

    /**
     * The part that a stack belongs to.
     *
     * @param classes of the frames, the innermost first
     */
    static Part of(List<String> classes) {
        if (classes.stream().anyMatch(name -> startsWithAny(name, JUDGES))) {
            return JUDGING;
        }
        if (classes.stream().anyMatch(name -> startsWithAny(name, READERS))) {
            return READING;
        }
        for (String name : classes) {
            Part part = ofClass(name);
            if (part != OTHER) {
                return part;
            }
        }
        return OTHER;
    }

    private static Part ofClass(String name) {
        if (startsWithAny(name, JDK) || startsWithAny(name, LIBRARIES)) {
            return OTHER;
        }
        if (startsWithAny(
                name, List.of("dev.maat.recording.", "dev.maat.checkers.recording.", "dev.maat.checkers.compact."))) {
            return RECORDING;
        }
        if (name.startsWith("dev.maat.scenario.")) {
            return CONDUCTOR;
        }
        if (startsWithAny(name, List.of("dev.maat.simulation.", "dev.maat.faults."))) {
            return SIMULATION;
        }
        if (name.startsWith("dev.maat.engine.simulated.")) {
            return TRANSFER;
        }
        if (startsWithAny(
                name, List.of("dev.maat.engine.", "dev.maat.checkers.", "dev.maat.node.", "dev.maat.reports."))) {
            return CAMPAIGN;
        }
        return IMPLEMENTATION;
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
