package dev.maat.scenario;

import dev.maat.faults.Moment;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** When a fault falls due, as the keys {@code atMillis} or {@code when} of its entry. */
final class MomentJson {
    private MomentJson() {}

    /** The object of {@code when}; a value that is the default is left out. */
    static SequencedMap<String, Object> write(Moment.OnMark when) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("mark", when.mark());
        if (!when.by().isEmpty()) {
            json.put("by", when.by());
        }
        if (when.ends()) {
            json.put("ends", true);
        }
        putUnless(1, "nth", when.nth(), json);
        putUnless(1, "times", when.times(), json);
        putUnless(0, "delayMicros", when.delayMicros(), json);
        putUnless(0, "notBeforeMillis", when.notBeforeMillis(), json);
        return json;
    }

    private static void putUnless(long standard, String key, long value, SequencedMap<String, Object> json) {
        if (value != standard) {
            json.put(key, value);
        }
    }

    /** Reads the moment of a fault's entry. */
    static Moment read(JsonObject entry) {
        if (!entry.has("when")) {
            if (!entry.has("atMillis")) {
                throw entry.error("needs \"atMillis\" (since the workload began) or \"when\" (a moment of the protocol,"
                        + " as {\"mark\": \"flush\"})");
            }
            return new Moment.At(entry.number("atMillis"));
        }
        if (entry.has("atMillis")) {
            throw entry.error("has both \"atMillis\" and \"when\"; leave one out");
        }
        JsonObject json = entry.object("when");
        String mark = json.text("mark");
        boolean ends = json.bool("ends", false);
        String by = json.text("by", "");
        int nth = json.integer("nth", 1);
        int times = json.integer("times", 1);
        long delay = json.number("delayMicros", 0);
        long notBefore = json.number("notBeforeMillis", 0);
        return json.done(() -> new Moment.OnMark(mark, ends, by, nth, times, delay, notBefore));
    }
}
