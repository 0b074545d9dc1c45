package dev.maat.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Turns running counts into counts since the last call. For one thread at a time. */
final class ProbeCounts {
    private final SequencedMap<String, Long> before = new LinkedHashMap<>();

    SequencedMap<String, Long> since(Map<String, Long> now) {
        SequencedMap<String, Long> since = new LinkedHashMap<>();
        now.forEach((peer, count) -> since.put(peer, count - before.getOrDefault(peer, 0L)));
        before.putAll(now);
        return since;
    }
}
