package dev.maat.faults;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counted effect of a fault.
 *
 * @param counts how often each thing happened ({@code dropped}, {@code droppedBytes}, {@code droppedConnects}, {@code refusedConnects},
 *     {@code delayed}, {@code duplicated}, {@code reordered}, {@code corrupted}, {@code replayed}, {@code reset}, {@code killed},
 *     {@code pausedMillis}, {@code jumpedMillis}, {@code started}, {@code asked}) to a directed pair ({@code n1>n3}) or node
 *     ({@code n1})
 * @param note a remark, for instance why the fault was withheld; null: none
 */
public record FaultEffect(
        SortedMap<String, SortedMap<String, Long>> counts,
        @Nullable String note) {
    public static final FaultEffect NOTHING = new FaultEffect(new TreeMap<>(), null);

    public FaultEffect {
        SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
        counts.forEach((event, places) -> copy.put(event, new TreeMap<>(places)));
        counts = copy;
    }

    /** One thing that happened once, in one place. */
    public static FaultEffect once(String event, String place) {
        return of(event, place, 1);
    }

    /** One thing that happened {@code times} times, in one place. */
    public static FaultEffect of(String event, String place, long times) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put(place, times);
        SortedMap<String, SortedMap<String, Long>> effect = new TreeMap<>();
        effect.put(event, counts);
        return new FaultEffect(effect, null);
    }

    /** The fault was not injected, for this reason. */
    public static FaultEffect withheld(String why) {
        return new FaultEffect(new TreeMap<>(), why);
    }

    /** Whether the fault did anything at all. */
    public boolean bit() {
        return counts.values().stream()
                .anyMatch(places -> places.values().stream().anyMatch(count -> count > 0));
    }
}
