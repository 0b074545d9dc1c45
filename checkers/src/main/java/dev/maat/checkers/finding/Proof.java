package dev.maat.checkers.finding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.reading.GrowingHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first violation that the beginning of a history shows, and what its witness says of lines still to come: lines that a
 * process writes later, and lines that a file still holds back.
 */
public final class Proof {
    private final History beginning;
    private final List<WitnessEvent> events;
    private final List<JsonNode> witness = new ArrayList<>();

    public Proof(History beginning, PropertyResult violated) {
        this.beginning = beginning;
        this.events = violated.witness();
        for (WitnessEvent event : violated.witness()) {
            byte[] line = event.line().getBytes(StandardCharsets.UTF_8);
            witness.add(GrowingHistory.object(violated.id(), event.index(), line, 0, line.length));
        }
    }

    /** Whether the witness has an event of a name. */
    public boolean shows(String event) {
        return witness.stream().anyMatch(line -> is(line, event));
    }

    /** Whether the witness has an event of a name with a text under a key. */
    public boolean shows(String event, String key, String text) {
        return witness.stream()
                .anyMatch(line -> is(line, event) && line.path(key).asText("").equals(text));
    }

    /** Whether one message is before another by invocation, not by return. */
    public boolean invocationOrder() {
        return beginning.header().invocationOrder();
    }

    /** Whether the history has a transitional configuration already. */
    public boolean hasTransitional() {
        return beginning.installs().stream()
                .anyMatch(install -> !install.content().regular());
    }

    private static boolean is(JsonNode line, String event) {
        return line.path("e").asText("").equals(event);
    }

    /** The distinct numbers of the views that the witness shows. */
    public Set<Long> seqs() {
        Set<Long> seqs = new HashSet<>();
        for (JsonNode line : witness) {
            if (is(line, "view")) {
                seqs.add(line.path("seq").longValue());
            }
        }
        return seqs;
    }

    private Set<String> sends() {
        Set<String> sends = new HashSet<>();
        for (JsonNode line : witness) {
            if (is(line, "send")) {
                sends.add(line.path("m").asText(""));
            }
        }
        return sends;
    }

    /** Whether all sends of the witness have returned: then they can neither fail any more nor reach into another view. */
    public boolean sendsHaveReturned() {
        Set<String> sends = sends();
        MessageTable messages = beginning.messages();
        int returned = 0;
        for (int m = 0; m < messages.count(); m++) {
            boolean has = messages.sentEvent(m) != MessageTable.NONE;
            returned += has && sends.contains(beginning.messageName(m)) ? 1 : 0;
        }
        return !sends.isEmpty() && returned == sends.size();
    }

    /**
     * Whether no send can still come for a delivery that the witness shows without one. None can once the sender's log has ended,
     * or shows something that happened after the delivery: the send would close a circle. Clocks prove nothing here.
     */
    public boolean noSendCanCome() {
        for (int k = 0; k < witness.size(); k++) {
            String m = witness.get(k).path("m").asText("");
            if (is(witness.get(k), "deliver") && isUnsent(m)) {
                ProcessLog sender = log(m.substring(0, Math.max(0, m.lastIndexOf(':'))));
                ProcessLog deliverer = log(events.get(k).process());
                boolean closed = sender != null && sender.count(EventType.CLOSED) > 0;
                if (!closed && (sender == null || deliverer == null || !follows(deliverer, events.get(k), sender))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isUnsent(String name) {
        MessageTable messages = beginning.messages();
        for (int m = 0; m < messages.count(); m++) {
            if (messages.sendEvent(m) == MessageTable.NONE
                    && beginning.messageName(m).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a process that was told safe delivered the message itself, so that another process is at fault. A witness of absence
     * shows the last line of a log too.
     */
    public boolean toldProcessDelivered() {
        for (JsonNode told : witness) {
            for (JsonNode line : witness) {
                if (is(told, "safe")
                        && is(line, "deliver")
                        && told.path("p").equals(line.path("p"))
                        && told.path("m").equals(line.path("m"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable ProcessLog log(String process) {
        int number = beginning.processNumber(process);
        return number < 0 ? null : beginning.log(number);
    }

    /** Whether some event of a log happened after an event of another. */
    private boolean follows(ProcessLog log, WitnessEvent event, ProcessLog of) {
        int[] after = new int[beginning.processCount()];
        Arrays.fill(after, Integer.MAX_VALUE);
        after[log.process()] = Math.toIntExact(event.index());
        boolean grown = true;
        while (grown && after[of.process()] == Integer.MAX_VALUE) {
            grown = false;
            for (ProcessLog other : beginning.logs()) {
                int first = firstAfter(other, after);
                grown |= first < after[other.process()];
                after[other.process()] = first;
            }
        }
        return after[of.process()] != Integer.MAX_VALUE;
    }

    private int firstAfter(ProcessLog log, int[] after) {
        MessageTable messages = beginning.messages();
        int known = after[log.process()];
        for (int i = 0; i < Math.min(known, log.size()); i++) {
            int m = log.type(i) == EventType.DELIVER ? log.message(i) : ProcessLog.UNREADABLE;
            if (m >= 0 && messages.sendEvent(m) > after[messages.sender(m)]) {
                return i;
            }
        }
        return known;
    }
}
