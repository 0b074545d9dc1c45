package dev.maat.checkers.generated;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import dev.maat.naive.NaiveTwins;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history judged by the checkers and by their naive twins, which do not distinguish holds from not-exercised. */
final class Twins {
    private Twins() {}

    /**
     * Property id to the two verdicts where checker and twin differ. A verdict that the twin leaves open agrees with
     * any.
     */
    static Map<String, String> disagreements(List<String> lines) {
        return disagreements(fast(lines), NaiveTwins.judge(lines));
    }

    static Map<String, String> disagreements(Map<String, String> fast, Map<String, String> naive) {
        Map<String, String> different = new TreeMap<>();
        fast.forEach((id, word) -> {
            String other = naive.getOrDefault(id, word);
            if (!word.equals(other) && !other.equals("either")) {
                different.put(id, "fast %s, naive %s".formatted(word, other));
            }
        });
        return different;
    }

    static Map<String, String> fast(List<String> lines) {
        return fast(Histories.parse(RandomHistories.text(lines)));
    }

    /** Every property, also that which a judgement lists only where a profile asks for it. */
    static Map<String, String> fast(History history) {
        Map<String, String> words = new TreeMap<>();
        for (PropertyResult result : Checkers.judge(history).values()) {
            String word = result.verdict().word();
            words.put(result.id(), word.equals("holds") || word.equals("not-exercised") ? "ok" : word);
        }
        return words;
    }
}
