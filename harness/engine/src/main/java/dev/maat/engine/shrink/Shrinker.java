package dev.maat.engine.shrink;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.shrink.Trial.StoppedException;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes a scenario apart, pass after pass, until no pass makes it smaller: fewer faults, messages and nodes, a quiet network, shorter
 * times, smaller payloads, simpler moments.
 */
public final class Shrinker {
    /** More explicit messages than this would make a scenario larger. */
    private static final int MAX_LISTED_MESSAGES = 20_000;

    private final Search search;

    private Shrinker(Search search) {
        this.search = search;
    }

    /**
     * Shrinks a scenario until it is 1-minimal, or until the trial stops.
     *
     * @param first a run that shows the violation under the scenario
     * @param progress hears the size of the smallest scenario after each candidate
     */
    public static Shrunk shrink(Scenario scenario, JudgedRun first, Trial trial, ShrinkProgress progress) {
        Search search = new Search(
                trial, scenario, first, now -> progress.at(now.candidates(), Sizes.of(now.smallest(), now.run())));
        Shrinker shrinker = new Shrinker(search);
        String stopped = "";
        List<Shrunk.Tried> tried = List.of();
        try {
            tried = shrinker.toTheEnd();
            stopped = shrinker.messagesNotTried();
        } catch (StoppedException stop) {
            stopped = stop.why();
        }
        return new Shrunk(
                search.smallest(),
                search.run(),
                Sizes.of(scenario, first),
                Sizes.of(search.smallest(), search.run()),
                search.candidates(),
                stopped,
                tried);
    }

    private List<Shrunk.Tried> toTheEnd() {
        while (true) {
            Scenario before = search.smallest();
            shorterLoad();
            fewerFaults();
            fewerMessages();
            everySingleRemoval();
            simplerFaults();
            smallerNumbers();
            if (search.smallest().equals(before)) {
                return everySingleRemoval();
            }
        }
    }

    private Draft draft() {
        return new Draft(search.smallest());
    }

    private Workload load() {
        return search.smallest().workload();
    }

    private void shorterLoad() {
        Workload now = load();
        DeltaDebugging.smallest(
                1,
                now.durationMillis(),
                millis -> search.adopt(draft().load(load().minPayloadBytes(), load().maxPayloadBytes(), millis)
                        .made()));
    }

    private void fewerFaults() {
        List<PlannedFault> all = search.smallest().plan().faults();
        DeltaDebugging.minimum(all, some -> search.adopt(draft().faults(some).made()));
    }

    /** Names the messages that were sent, so that they can be taken away one by one. */
    private void fewerMessages() {
        if (load().messages() == null) {
            Set<String> sent = sent(search.run().history());
            if (sent.size() > MAX_LISTED_MESSAGES
                    || !search.adopt(draft().messages(sent).made())) {
                return;
            }
        }
        List<String> all = load().messages() == null ? List.of() : List.copyOf(load().messages());
        DeltaDebugging.minimum(all, some -> search.adopt(draft().messages(some).made()));
    }

    /** Why no single message was taken away; empty if each was, or none was sent. */
    private String messagesNotTried() {
        if (load().messages() != null) {
            return "";
        }
        int sent = sent(search.run().history()).size();
        if (sent == 0) {
            return "";
        }
        return sent > MAX_LISTED_MESSAGES
                ? "messages were not listed, so none was taken away: more than " + MAX_LISTED_MESSAGES + " were sent"
                : "messages were not listed, so none was taken away: a list of those that were sent does not show the"
                        + " violation";
    }

    private static Set<String> sent(History history) {
        Set<String> sent = new LinkedHashSet<>();
        for (int message = 0; message < history.messages().count(); message++) {
            boolean wasSent = history.messages().sendEvent(message) != MessageTable.NONE;
            if (wasSent && !history.messages().last(message)) {
                sent.add(history.messageName(message));
            }
        }
        return sent;
    }

    /** Tries every single removal from the smallest scenario; from the start again after one that does. */
    private List<Shrunk.Tried> everySingleRemoval() {
        List<Shrunk.Tried> tried = new ArrayList<>();
        for (Removal removal : Removal.all(search.smallest())) {
            Trial.Outcome outcome = removal.rest().map(search::outcome).orElse(Trial.Outcome.IMPOSSIBLE);
            if (outcome == Trial.Outcome.SAME) {
                return everySingleRemoval();
            }
            tried.add(new Shrunk.Tried(removal.part(), outcome));
        }
        return tried;
    }

    private void simplerFaults() {
        for (PlannedFault fault : search.smallest().plan().faults()) {
            int id = fault.id();
            boolean simpler = true;
            while (simpler) {
                simpler =
                        FaultParts.simpler(planned(id)).stream().anyMatch(one -> search.adopt(changed(id, old -> one)));
            }
        }
    }

    private PlannedFault planned(int id) {
        return search.smallest().plan().faults().stream()
                .filter(fault -> fault.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Scenario> changed(int id, UnaryOperator<PlannedFault> change) {
        return draft().faults(search.smallest().plan().faults().stream()
                        .map(fault -> fault.id() == id ? change.apply(fault) : fault)
                        .toList())
                .made();
    }

    private void smallerNumbers() {
        for (PlannedFault fault : search.smallest().plan().faults()) {
            int id = fault.id();
            if (fault.moment() instanceof Moment.At at) {
                DeltaDebugging.smallest(
                        0,
                        at.millis(),
                        millis -> search.adopt(changed(id, old -> FaultParts.at(old, new Moment.At(millis)))));
            }
            if (fault.forMillis() != null) {
                DeltaDebugging.smallest(
                        1,
                        fault.forMillis(),
                        millis -> search.adopt(changed(id, old -> FaultParts.lasting(old, millis))));
            }
        }
        DeltaDebugging.smallest(
                load().minPayloadBytes(),
                load().maxPayloadBytes(),
                bytes -> search.adopt(draft().load(load().minPayloadBytes(), (int) bytes, load().durationMillis())
                        .made()));
        if (load().minPayloadBytes() > 1) {
            search.adopt(draft().load(
                            1,
                            load().maxPayloadBytes() == load().minPayloadBytes() ? 1 : load().maxPayloadBytes(),
                            load().durationMillis())
                    .made());
        }
    }
}
