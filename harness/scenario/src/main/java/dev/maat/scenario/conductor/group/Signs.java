package dev.maat.scenario.conductor.group;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last signs that a process gave of its protocol: the phases it is in and the processes it suspects, each since when. They
 * explain a run that stands still. A block that has just begun puts off the end of such a run; nothing else is decided by them.
 */
public final class Signs {
    private final Map<String, Long> phases = new LinkedHashMap<>();
    private final Map<String, Long> suspects = new LinkedHashMap<>();
    private long viewSinceNanos;
    private boolean closedLog;
    private boolean hasDelivered = true;

    /** The process has entered or left a phase. */
    public void phase(long now, String name, boolean on) {
        change(phases, now, name, on);
    }

    /** The process has begun or ceased to suspect another one. */
    public void suspects(long now, String process, boolean on) {
        change(suspects, now, process, on);
    }

    private static void change(Map<String, Long> since, long now, String key, boolean on) {
        if (on) {
            since.putIfAbsent(key, now);
        } else {
            since.remove(key);
        }
    }

    void installed(long now) {
        viewSinceNanos = now;
        hasDelivered = false;
    }

    /** Whether a delivery is the first one in the view; asked once for each delivery. */
    public boolean isFirstDelivery() {
        boolean first = !hasDelivered;
        hasDelivered = true;
        return first;
    }

    /** The process has closed its log in good order. */
    public void closedLog() {
        closedLog = true;
    }

    public boolean hasClosedLog() {
        return closedLog;
    }

    /** The phases it is in, each with the time at which it entered it. */
    public Map<String, Long> phases() {
        return phases;
    }

    /** The processes it suspects, each with the time at which it began to. */
    public Map<String, Long> suspects() {
        return suspects;
    }

    /** When it installed its view. */
    public long viewSinceNanos() {
        return viewSinceNanos;
    }
}
