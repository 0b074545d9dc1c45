package dev.maat.checkers.online.release;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.LastView;
import dev.maat.checkers.facts.Views;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each property counts of messages that were let go. They kept it, so only cases are counted. */
final class LetGoCounts {
    private final Facts facts;
    private final LetGoCases cases;
    private final boolean live;
    private final LastView lastView;
    private final Map<String, List<Set<String>>> groups = new HashMap<>();
    private final Map<String, Set<String>> primary = new HashMap<>();

    LetGoCounts(Facts facts, LetGoCases cases) {
        this.facts = facts;
        this.cases = cases;
        this.live = facts.core.unknown() == null && facts.core.inapplicable() == null;
        this.lastView = new LastView(facts);
        for (int[] group : facts.groups.all()) {
            groups.computeIfAbsent(view(group[0]), absent -> new java.util.ArrayList<>())
                    .add(names(group));
        }
        for (int i = 0; i < facts.views.count(); i++) {
            if (facts.primaryMoves.isPrimary(i)) {
                primary.computeIfAbsent(view(i), absent -> new HashSet<>()).add(facts.process(facts.views.process(i)));
            }
        }
    }

    private String view(int install) {
        return facts.views.content(install).id();
    }

    private Set<String> names(int[] installs) {
        Set<String> names = new HashSet<>();
        for (int install : installs) {
            names.add(facts.process(facts.views.process(install)));
        }
        return names;
    }

    PropertyResult added(PropertyId property, PropertyResult window) {
        long applicable = window.applicable();
        long atRisk = window.atRisk();
        for (Map.Entry<LetGoCases.Kind, LetGoCases.Count> entry : cases.all().entrySet()) {
            long more = cases(property, entry.getKey(), entry.getValue());
            applicable += more;
            if (property == PropertyId.SERIAL_UPCALLS) {
                atRisk += entry.getValue().riskyUpcalls;
            } else if (risky(entry.getKey())) {
                atRisk += more;
            }
        }
        boolean nowExercised = window.verdict() == Verdict.NOT_EXERCISED && atRisk > 0;
        return new PropertyResult(
                window.id(),
                window.definition(),
                nowExercised ? Verdict.HOLDS : window.verdict(),
                applicable,
                atRisk,
                window.violations(),
                window.withoutWeight(),
                window.sentence(),
                window.witness());
    }

    private boolean risky(LetGoCases.Kind kind) {
        return kind.atRisk()
                || kind.openFaults().stream()
                        .anyMatch(k -> facts.history.faults().get(k).bit());
    }

    private long cases(PropertyId property, LetGoCases.Kind kind, LetGoCases.Count count) {
        return switch (property) {
            case INITIAL_VIEW_EVENT -> count.messages * (1 + kind.deliverers().size()) + count.safes;
            case DELIVERY_INTEGRITY,
                    NO_DUPLICATION,
                    SENDER_IN_VIEW,
                    SENDING_VIEW_DELIVERY,
                    EVS_BASIC_DELIVERY,
                    EVS_SELF_DELIVERY -> count.messages;
            case SAME_VIEW_DELIVERY,
                    FIFO,
                    FIFO_GAP_FREE,
                    CAUSAL,
                    CAUSAL_GAP_FREE,
                    TOTAL_ORDER,
                    PLACE_AGREEMENT,
                    UNIFORM_PLACE_AGREEMENT,
                    UNIFORM_AGREEMENT,
                    EVS_CAUSAL,
                    EVS_AGREED -> ifTwo(kind.deliverers().size(), count);
            case AGREEMENT -> live ? ifTwo(kind.deliverers().size(), count) : 0;
            case WEAK_TOTAL_ORDER -> together(kind, count);
            case UNIFORM_PREFIX_ORDER ->
                ifTwo(common(primary.getOrDefault(kind.view(), Set.of()), kind.deliverers()), count);
            case TOTAL_ORDER_OF_CORE ->
                facts.history.quiet() == null ? 0 : ifTwo(common(core(), kind.deliverers()), count);
            case SAFE_INDICATION, EVS_SAFE -> count.safes;
            case SERIAL_UPCALLS -> count.upcalls;
            case VALIDITY, SEND_LIVENESS, TERMINATION_OF_DELIVERY ->
                live && core().contains(kind.sender()) ? count.messages : 0;
            case MULTICAST_LIVENESS, SAFE_LIVENESS ->
                live && inLastView(kind) && core().contains(kind.sender()) ? count.messages : 0;
            case SELF_INCLUSION,
                    LOCAL_MONOTONICITY,
                    VIEW_IDENTITY,
                    PRIMARY_COMPONENT,
                    NO_SKIPPED_VIEW,
                    NO_UNPROVOKED_EXIT,
                    VIRTUAL_SYNCHRONY,
                    TRANSITIONAL_SET,
                    AGREEMENT_ON_SUCCESSORS,
                    BLOCKING,
                    STATE_TRANSFER,
                    NO_SPURIOUS_VIEW,
                    BOUNDED_MEMORY,
                    MEMBERSHIP_PRECISION,
                    EVS_CONFIGURATION_CHANGE,
                    EVS_FAILURE_ATOMICITY -> 0;
        };
    }

    private static long ifTwo(int deliverers, LetGoCases.Count count) {
        return deliverers > 1 ? count.messages : 0;
    }

    /** A message is a case once for each group that completes its view together. */
    private long together(LetGoCases.Kind kind, LetGoCases.Count count) {
        long sum = 0;
        for (Set<String> group : groups.getOrDefault(kind.view(), List.of())) {
            sum += ifTwo(common(group, kind.deliverers()), count);
        }
        return sum;
    }

    private static int common(Set<String> names, List<String> deliverers) {
        int common = 0;
        for (String deliverer : deliverers) {
            common += names.contains(deliverer) ? 1 : 0;
        }
        return common;
    }

    private Set<String> core() {
        Set<String> names = new HashSet<>();
        facts.core.processes().forEach(p -> names.add(facts.process(p)));
        return names;
    }

    private boolean inLastView(LetGoCases.Kind kind) {
        BitSet ids = new BitSet();
        for (int p : facts.core.processes()) {
            int last = facts.views.last(p);
            if (last != Views.NONE && view(last).equals(kind.view())) {
                ids.set(facts.views.id(last));
            }
        }
        return lastView.exists() && !ids.isEmpty();
    }
}
