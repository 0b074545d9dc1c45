package dev.maat.checkers.online;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A set of message ids, kept as runs of numbers per sender: it is small if it has few gaps. */
final class Ids {
    /** For each sender, the first number of each run mapped to its last. */
    private final Map<String, TreeMap<Long, Long>> runs = new HashMap<>();

    void add(String sender, long number) {
        TreeMap<Long, Long> ofSender = runs.computeIfAbsent(sender, absent -> new TreeMap<>());
        Map.Entry<Long, Long> before = ofSender.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long joined = ofSender.remove(number + 1);
        ofSender.put(first, joined == null ? number : joined);
    }

    /** Whether a message id (sender, colon, number) is in the set. */
    boolean has(String id) {
        int colon = id.lastIndexOf(':');
        TreeMap<Long, Long> ofSender = colon < 0 ? null : runs.get(id.substring(0, colon));
        if (ofSender == null) {
            return false;
        }
        long number;
        try {
            number = Long.parseLong(id.substring(colon + 1));
        } catch (NumberFormatException noId) {
            return false;
        }
        Map.Entry<Long, Long> run = ofSender.floorEntry(number);
        return run != null && run.getValue() >= number;
    }
}
