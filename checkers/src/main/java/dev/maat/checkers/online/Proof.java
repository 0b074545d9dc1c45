package dev.maat.checkers.online;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.GrowingHistory;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the first violation that the beginning of a history shows stands whatever comes: no line that a process writes later,
 * and none that a file still holds back. The table of what makes each property's firm is in the documentation of the package.
 */
final class Proof {
    private final History beginning;
    private final List<WitnessEvent> events;
    private final List<JsonNode> witness = new ArrayList<>();

    private Proof(History beginning, PropertyResult violated) {
        this.beginning = beginning;
        this.events = violated.witness();
        for (WitnessEvent event : violated.witness()) {
            byte[] line = event.line().getBytes(StandardCharsets.UTF_8);
            witness.add(GrowingHistory.object(violated.id(), event.index(), line, 0, line.length));
        }
    }

    static boolean isFirm(PropertyId property, PropertyResult violated, History beginning) {
        return new Proof(beginning, violated).stands(property);
    }

    private boolean stands(PropertyId property) {
        return switch (property) {
            case SELF_INCLUSION,
                    LOCAL_MONOTONICITY,
                    VIEW_IDENTITY,
                    INITIAL_VIEW_EVENT,
                    NO_DUPLICATION,
                    SENDER_IN_VIEW,
                    SAME_VIEW_DELIVERY,
                    VIRTUAL_SYNCHRONY,
                    TRANSITIONAL_SET,
                    AGREEMENT_ON_SUCCESSORS,
                    WEAK_TOTAL_ORDER,
                    TOTAL_ORDER,
                    UNIFORM_PREFIX_ORDER,
                    PLACE_AGREEMENT,
                    UNIFORM_PLACE_AGREEMENT,
                    BLOCKING,
                    SERIAL_UPCALLS,
                    STATE_TRANSFER,
                    BOUNDED_MEMORY,
                    EVS_FAILURE_ATOMICITY,
                    EVS_AGREED -> true;
            case DELIVERY_INTEGRITY -> nobodyCanStillHaveSentIt();
            case FIFO, FIFO_GAP_FREE, CAUSAL -> !beginning.header().invocationOrder() || allHaveReturned();
            case CAUSAL_GAP_FREE, SENDING_VIEW_DELIVERY -> allHaveReturned();
            case PRIMARY_COMPONENT -> shows("view") && seqs().size() == 1;
            case NO_UNPROVOKED_EXIT -> shows("left") && !shows("excluded") || isUnprovokedCrash();
            case SAFE_INDICATION -> tellerDelivered();
            case NO_SKIPPED_VIEW,
                    NO_SPURIOUS_VIEW,
                    VALIDITY,
                    SEND_LIVENESS,
                    AGREEMENT,
                    UNIFORM_AGREEMENT,
                    MEMBERSHIP_PRECISION,
                    MULTICAST_LIVENESS,
                    SAFE_LIVENESS,
                    TERMINATION_OF_DELIVERY,
                    EVS_BASIC_DELIVERY,
                    EVS_CONFIGURATION_CHANGE,
                    EVS_SELF_DELIVERY,
                    EVS_CAUSAL,
                    EVS_SAFE,
                    TOTAL_ORDER_OF_CORE -> false;
        };
    }

    private boolean shows(String event) {
        return witness.stream().anyMatch(line -> is(line, event));
    }

    private static boolean is(JsonNode line, String event) {
        return line.path("e").asText("").equals(event);
    }

    private Set<Long> seqs() {
        Set<Long> seqs = new HashSet<>();
        for (JsonNode line : witness) {
            if (is(line, "view")) {
                seqs.add(line.path("seq").longValue());
            }
        }
        return seqs;
    }

    private boolean isUnprovokedCrash() {
        return witness.stream()
                .anyMatch(line ->
                        is(line, "crash") && line.path("cause").asText("").equals("unprovoked"));
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

    /** What has returned can neither fail any more nor reach into another view. */
    private boolean allHaveReturned() {
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
     * A delivery without a send stands once its sender's log ends, or shows something that happened after the delivery: a send still to come
     * would close a circle. Clocks say nothing here.
     */
    private boolean nobodyCanStillHaveSentIt() {
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

    /** Who was told safe delivered the message, so somebody else is at fault. A witness of absence shows the last line of a log too. */
    private boolean tellerDelivered() {
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
