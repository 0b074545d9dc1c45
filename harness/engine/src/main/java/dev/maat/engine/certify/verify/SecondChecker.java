package dev.maat.engine.certify.verify;

import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.run.Failures;
import dev.maat.naive.NaiveTwins;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges raw logs by the second, naive checker and compares its verdicts with those of the first. */
final class SecondChecker {
    private static final String HARNESS_FILE = "harness.jsonl";
    private static final String VIOLATED = "violated";

    /** The properties with cases at risk, and in how many runs with such cases the second checker confirmed each. */
    private final Map<String, Integer> confirmedRuns = new TreeMap<>();

    /** A property and a verdict on it that the second checker gave as well, in a run or on a witness. */
    private final Set<String> pairs = new HashSet<>();

    private long confirmed;
    private long tooLarge;
    private long smallestTooLarge = Long.MAX_VALUE;
    private long withoutTwin;
    private long leftOpen;

    /** Properties on which the two differ, each as one sentence. */
    List<String> disagreements(SortedMap<String, byte[]> logs, Derived derived) {
        List<String> asked =
                derived.properties().stream().map(Derived.Property::id).toList();
        Map<String, String> verdicts;
        try {
            verdicts = NaiveTwins.judge(lines(logs), asked);
        } catch (RuntimeException failed) {
            return List.of("the whole history: the second cannot read it (" + Failures.describe(failed) + ")");
        }
        List<String> different = new ArrayList<>();
        for (Derived.Property property : derived.properties()) {
            String word = verdicts.get(property.id());
            if (!compare(property, word, derived.events())) {
                different.add(property.id() + ": the first says " + property.verdict() + ", the second says " + word);
            }
        }
        return different;
    }

    /** Takes the word of the second checker on a property; false if it is another one. */
    boolean compare(Derived.Property property, @Nullable String word, long events) {
        // A run without cases at risk says nothing about a property, so its confirmation does not either.
        boolean counts = property.atRisk() > 0 || property.isViolated();
        if (counts) {
            confirmedRuns.putIfAbsent(property.id(), 0);
        }
        if (word == null) {
            withoutTwin++;
        } else if (word.equals(NaiveTwins.TOO_LARGE)) {
            tooLarge++;
            smallestTooLarge = Math.min(smallestTooLarge, events);
        } else if (word.equals(NaiveTwins.EITHER)) {
            leftOpen++;
        } else if (word.equals(coarse(property.verdict()))) {
            confirmed++;
            confirmedRuns.computeIfPresent(property.id(), (id, runs) -> runs + (counts ? 1 : 0));
            pairs.add(property.id() + " " + property.verdict());
        } else {
            return false;
        }
        return true;
    }

    /** The second checker has one word for holds and not-exercised. */
    private static String coarse(String verdict) {
        return verdict.equals("holds") || verdict.equals("not-exercised") ? NaiveTwins.OK : verdict;
    }

    /** Why the second checker does not believe that a witness violates the property; where it has no say, it does not object. */
    Optional<String> objection(String property, byte[] witness) {
        SortedMap<String, byte[]> file = new TreeMap<>(Map.of(HARNESS_FILE, witness));
        String word;
        try {
            word = NaiveTwins.judge(lines(file), List.of(property)).get(property);
        } catch (RuntimeException failed) {
            return Optional.of("the second checker cannot read it (" + Failures.describe(failed) + ")");
        }
        if (VIOLATED.equals(word)) {
            pairs.add(property + " " + VIOLATED);
        }
        return NaiveTwins.OK.equals(word)
                ? Optional.of("the second checker finds no violation of " + property)
                : Optional.empty();
    }

    /** Whether the second checker gave this verdict on a property, in a run or on a witness. */
    boolean hasConfirmed(String property, String verdict) {
        return pairs.contains(property + " " + verdict);
    }

    /** Properties with cases at risk that the second checker confirmed in no run with such cases. */
    List<String> neverConfirmed() {
        return confirmedRuns.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Its work as one sentence. */
    String words() {
        return "the second checker, which shares no code with the first, confirms " + confirmed
                + " verdicts of single properties"
                + (tooLarge > 0
                        ? "; " + tooLarge + " are too large for it and not confirmed (histories from "
                                + smallestTooLarge + " events)"
                        : "")
                + (withoutTwin > 0 ? "; for " + withoutTwin + " there is no second checker" : "")
                + (leftOpen > 0 ? "; " + leftOpen + " it leaves open" : "");
    }

    /** The lines of all logs, the header first. A torn last line is left out: its writer was killed in it. */
    private static List<String> lines(SortedMap<String, byte[]> logs) {
        Map<String, byte[]> inOrder = new LinkedHashMap<>();
        byte[] harness = logs.get(HARNESS_FILE);
        if (harness != null) {
            inOrder.put(HARNESS_FILE, harness);
        }
        logs.forEach(inOrder::putIfAbsent);
        List<String> lines = new ArrayList<>();
        for (byte[] log : inOrder.values()) {
            String text = new String(log, StandardCharsets.UTF_8);
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        return lines;
    }
}
