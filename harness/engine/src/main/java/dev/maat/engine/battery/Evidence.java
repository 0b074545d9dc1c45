package dev.maat.engine.battery;

import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.PhaseSpans;
import dev.maat.engine.run.RunCounts;
import dev.maat.faults.Fault;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A history as evidence of the situation that its run came to: all of it can be derived again. */
public final class Evidence {
    private final Scenario scenario;
    private final History history;
    private final PhaseSpans spans;

    /** Things that are counted. */
    public enum Count {
        VIEW_CHANGES("view changes"),
        JOINS("joins"),
        LEAVES("leaves"),
        CRASHES("crashes"),
        CRASHES_MID_FAN_OUT("crashes in the middle of a fan-out"),
        BITES("faults with an effect"),
        EXCLUDED("processes that are told of their exclusion"),
        SUSPICIONS("suspicions");

        private final String words;

        Count(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** The word for it in {@code battery.json}: "view-changes". */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Evidence(Scenario scenario, History history) {
        this.scenario = scenario;
        this.history = history;
        this.spans = new PhaseSpans(history);
    }

    PhaseSpans spans() {
        return spans;
    }

    FaultCoverage coverage() {
        return FaultCoverage.of(history);
    }

    /**
     * The falls of a fault of the plan. A further fall of one that waits for a mark has an id of its own in the history, so those of its
     * kind that no other fault of the plan can have are taken for its own.
     */
    List<FaultSpan> falls(int fault) {
        List<FaultSpan> falls = new ArrayList<>();
        List<PlannedFault> plan = scenario.plan().faults();
        PlannedFault planned = plan.stream()
                .filter(each -> each.id() == fault)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no fault " + fault));
        String kind = planned.fault().kind().word();
        List<String> ids =
                plan.stream().map(each -> Integer.toString(each.id())).toList();
        boolean alone = plan.stream()
                .filter(PlannedFault::isOnMark)
                .allMatch(each ->
                        each.id() == fault || !each.fault().kind().word().equals(kind));
        for (FaultSpan span : history.faults()) {
            boolean own = span.id().equals(Integer.toString(fault));
            boolean further = planned.isOnMark() && alone && span.kind().equals(kind) && !ids.contains(span.id());
            if (span.fell() && (own || further)) {
                falls.add(span);
            }
        }
        return falls;
    }

    long count(Count count) {
        RunCounts counts = RunCounts.of(history);
        return switch (count) {
            case VIEW_CHANGES -> counts.viewChanges();
            case JOINS -> counts.joins();
            case LEAVES -> counts.leaves();
            case CRASHES -> counts.crashes();
            case CRASHES_MID_FAN_OUT -> crashesMidFanOut();
            case BITES -> bites().size();
            case EXCLUDED -> excluded();
            case SUSPICIONS -> suspicions();
        };
    }

    /** The faults of the plan that had an effect. */
    private Set<String> bites() {
        Set<String> planned = scenario.plan().faults().stream()
                .map(fault -> Integer.toString(fault.id()))
                .collect(Collectors.toSet());
        return history.faults().stream()
                .filter(FaultSpan::bit)
                .map(FaultSpan::id)
                .filter(planned::contains)
                .collect(Collectors.toSet());
    }

    /** Deaths at a point after some destinations of a fan-out: a crash point has an effect where it is met, and only there. */
    private long crashesMidFanOut() {
        Set<String> bites = bites();
        return scenario.plan().faults().stream()
                .filter(planned -> planned.fault() instanceof Fault.CrashPoint point
                        && point.afterDestinations() != null
                        && point.afterDestinations() > 0
                        && bites.contains(Integer.toString(planned.id())))
                .count();
    }

    private long excluded() {
        return history.logs().stream()
                .mapToLong(log -> log.count(EventType.EXCLUDED))
                .sum();
    }

    private long suspicions() {
        long suspicions = 0;
        for (ProcessLog log : history.logs()) {
            for (int i = 0; i < log.size(); i++) {
                boolean on = log.type(i) == EventType.SUSPECT
                        && history.detail(log, i) instanceof Detail.Suspect suspect
                        && suspect.on();
                suspicions += on ? 1 : 0;
            }
        }
        return suspicions;
    }
}
