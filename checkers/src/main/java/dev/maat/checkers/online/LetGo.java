package dev.maat.checkers.online;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.online.release.LetGoCases;
import dev.maat.checkers.online.release.Release;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The messages that were let go, and the lines that cannot be judged without them. */
final class LetGo {
    private final Ids finished = new Ids();
    private final Ids gone = new Ids();
    private final LetGoCases cases = new LetGoCases();
    private final Set<String> passedOver = new HashSet<>();
    private final Map<String, Set<String>> installers = new HashMap<>();
    private final Map<String, Long> highestPlaces = new HashMap<>();
    private final Map<String, String> currentViews = new HashMap<>();
    private final Map<String, Set<String>> installed = new HashMap<>();
    private final Set<String> openFaults = new HashSet<>();
    private long latestNanos = Long.MIN_VALUE;
    private boolean transitional;
    private boolean anySafe;

    void add(History history, Release release) {
        ids(history, release.finished(), finished);
        ids(history, release.messages(), gone);
        cases.add(release.cases());
        passedOver.addAll(release.passedOver());
        release.installers()
                .forEach((view, names) -> installers
                        .computeIfAbsent(view, absent -> new HashSet<>())
                        .addAll(names));
        release.highestPlaces().forEach((view, place) -> highestPlaces.merge(view, place, Math::max));
        latestNanos = Math.max(latestNanos, release.latestNanos());
        openFaults.clear();
        for (FaultSpan fault : history.faults()) {
            if (fault.lasts() && fault.toNanos() == Long.MAX_VALUE) {
                openFaults.add(fault.id());
            }
        }
    }

    private static void ids(History history, BitSet messages, Ids into) {
        MessageTable table = history.messages();
        for (int m = messages.nextSetBit(0); m >= 0; m = messages.nextSetBit(m + 1)) {
            into.add(history.processName(table.sender(m)), table.number(m));
        }
    }

    boolean nothing() {
        return cases.messages() == 0;
    }

    LetGoCases cases() {
        return cases;
    }

    /** Processes that had not delivered some message when it was let go. */
    Set<String> passedOver() {
        return passedOver;
    }

    /** Follows the views of processes; called with every line, also before the first message is let go. */
    void watch(JsonNode line) {
        anySafe |= line.path("e").asText("").equals("safe");
        if (line.path("e").asText("").equals("view")
                && line.path("kind").asText("").equals("transitional")) {
            transitional = true;
        } else if (line.path("e").asText("").equals("view")) {
            String process = line.path("p").asText("");
            String id = line.path("id").asText("");
            if (installed.computeIfAbsent(process, absent -> new HashSet<>()).add(id)) {
                currentViews.put(process, id);
            }
        }
    }

    /** Whether there is a transitional configuration: its properties depend on lines that the other properties ignore. */
    boolean transitional() {
        return transitional;
    }

    /**
     * Whether a line cannot be judged without messages that were let go. Lines that are not events are refused elsewhere.
     */
    boolean isMissedBy(JsonNode line, boolean globalPlaces) {
        String process = line.path("p").asText("");
        String message = line.path("m").asText("");
        return switch (line.path("e").asText("")) {
            case "send", "sent", "failed" -> finished.has(message);
            case "safe" -> !anySafe || gone.has(message);
            case "deliver" ->
                finished.has(message)
                        || passedOver.contains(process)
                        || placedTooLow(line.path("place"), process, globalPlaces);
            case "view" -> isMissedByView(line, process);
            case "fault" -> isMissedByFault(line);
            default -> false;
        };
    }

    private boolean placedTooLow(JsonNode place, String process, boolean globalPlaces) {
        if (!place.isIntegralNumber() || highestPlaces.isEmpty()) {
            return false;
        }
        long highest = Long.MIN_VALUE;
        if (globalPlaces) {
            for (long one : highestPlaces.values()) {
                highest = Math.max(highest, one);
            }
        } else {
            highest = highestPlaces.getOrDefault(currentViews.getOrDefault(process, ""), Long.MIN_VALUE);
        }
        return place.longValue() <= highest;
    }

    private boolean isMissedByView(JsonNode line, String process) {
        String id = line.path("id").asText("");
        Set<String> known = installers.get(id);
        if (known != null && known.contains(process)) {
            // A repeated install of a view matters only to the properties that judge repeated installs.
            return passedOver.contains(process);
        }
        if (passedOver.contains(process)
                || known != null
                || line.path("kind").asText("").equals("transitional")
                || line.path("t").longValue() < latestNanos) {
            return true;
        }
        return false;
    }

    private boolean isMissedByFault(JsonNode line) {
        String id = line.path("id").asText("");
        long nanos = line.path("t").longValue();
        if (line.path("on").asBoolean(false)) {
            if (!line.hasNonNull("bit") && !line.hasNonNull("effect")) {
                openFaults.add(id);
            }
            return nanos <= latestNanos;
        }
        return !openFaults.remove(id) || nanos < latestNanos;
    }
}
