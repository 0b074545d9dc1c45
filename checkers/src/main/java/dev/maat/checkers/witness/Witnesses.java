package dev.maat.checkers.witness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reduces a violation to the events that it needs. */
public final class Witnesses {
    /** How many candidates {@link #smallest(History, PropertyResult)} judges at most. */
    public static final int MAX_EVALUATIONS = 2_000;

    /**
     * The longest history, in events, in which the search looks for the violation if the witness alone does not tell it. For a longer
     * history {@link #smallest(History, PropertyResult)} returns the witness alone.
     */
    public static final int MAX_WHOLE_HISTORY_EVENTS = 200_000;

    private static final String INSUFFICIENT = "insufficient";

    private Witnesses() {}

    /** Why a history of {@link #smallest(History, PropertyResult)} does not tell its violation; empty if it tells it. */
    public static String insufficient(History smallest) {
        return SubHistory.object(smallest.header().json()).path(INSUFFICIENT).asText();
    }

    /**
     * The events of a witness as a history: the header and these lines, {@code closed} lines with the count that fits.
     *
     * @param whole the history that the events are from
     */
    public static History alone(History whole, List<WitnessEvent> witness) {
        return SubHistory.of(whole.header().json(), witness);
    }

    /** {@link #smallest(History, PropertyResult, int, BooleanSupplier)} within {@link #MAX_EVALUATIONS}, however long it takes. */
    public static History smallest(History whole, PropertyResult violated) {
        return smallest(whole, violated, MAX_EVALUATIONS, () -> false);
    }

    /**
     * The smallest history found in which a checker tells the same violation. The search starts from the witness. It leaves out
     * whole processes, then messages, then views, then single events, as long as the same sentence is told; a send stays if its
     * return stays. The header of the result names the property under {@code violates}; {@link
     * dev.maat.checkers.history.HistoryWriter} writes it.
     *
     * <p>If the witness does not suffice, for instance since it was lost, the search starts from the whole history. If that has more
     * than {@link #MAX_WHOLE_HISTORY_EVENTS} events, the witness alone is returned, and its header says so under {@code
     * insufficient}.
     *
     * @param whole the history that was judged
     * @param violated the result of a violated property
     * @param evaluations how many candidates are judged at most
     * @param timeIsUp asked before each candidate
     * @throws IllegalArgumentException if the property is not violated
     */
    public static History smallest(History whole, PropertyResult violated, int evaluations, BooleanSupplier timeIsUp) {
        return smallest(whole, violated, evaluations, timeIsUp, MAX_WHOLE_HISTORY_EVENTS);
    }

    static History smallest(
            History whole, PropertyResult violated, int evaluations, BooleanSupplier timeIsUp, int wholeHistoryEvents) {
        PropertyId property = property(violated.id());
        if (violated.verdict() != Verdict.VIOLATED) {
            throw new IllegalArgumentException(
                    violated.id() + " is " + violated.verdict().word());
        }
        ObjectNode header = SubHistory.object(whole.header().json());
        header.put("violates", property.id());
        String headerLine = header.toString();
        boolean suffices = tells(headerLine, violated.witness(), property, violated.sentence());
        if (!suffices && whole.eventCount() > wholeHistoryEvents) {
            header.put(
                    INSUFFICIENT,
                    "the witness alone does not tell the violation, and the whole history has more than "
                            + wholeHistoryEvents + " events to search");
            return SubHistory.of(header.toString(), violated.witness());
        }
        List<WitnessEvent> events = suffices ? violated.witness() : SubHistory.events(whole);
        Set<String> sends = messages(events, Set.of("send"));
        Smallest<List<WitnessEvent>> search = new Smallest<>(
                groups -> keepsSends(flat(groups), sends)
                        && tells(headerLine, flat(groups), property, violated.sentence()),
                evaluations,
                timeIsUp);
        for (Function<WitnessEvent, Object> key : Grouping.COARSE_TO_FINE) {
            events = flat(search.of(Grouping.by(key, events)));
        }
        return SubHistory.of(headerLine, events);
    }

    /** Whether each return still has its send, if the whole history has it: a return without its send would be impossible. */
    private static boolean keepsSends(List<WitnessEvent> events, Set<String> sends) {
        Set<String> returned = messages(events, Set.of("sent", "failed"));
        returned.retainAll(sends);
        return messages(events, Set.of("send")).containsAll(returned);
    }

    private static Set<String> messages(List<WitnessEvent> events, Set<String> names) {
        return events.stream()
                .map(event -> SubHistory.object(event.line()))
                .filter(line -> names.contains(line.path("e").asText()))
                .map(line -> line.path("m").asText())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static PropertyId property(String id) {
        return Arrays.stream(PropertyId.values())
                .filter(property -> property.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no property is called " + id));
    }

    /** Whether the events alone violate a property with the same sentence. Not every choice of lines is a history. */
    private static boolean tells(String header, List<WitnessEvent> events, PropertyId property, String sentence) {
        try {
            return Checkers.told(SubHistory.of(header, events), property).contains(sentence);
        } catch (HistoryInputException noHistory) {
            return false;
        }
    }

    private static List<WitnessEvent> flat(List<List<WitnessEvent>> groups) {
        Set<WitnessEvent> events = new LinkedHashSet<>();
        groups.forEach(events::addAll);
        return List.copyOf(events);
    }
}
