package dev.maat.checkers.online.release;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.LastView;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.LetGoMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds cases of messages that were let go to the results of a window. The messages kept every property, so only cases are added. */
final class LetGoCounts {
    private final Facts facts;
    private final boolean live;
    private final boolean oneLastView;
    private final Set<String> core = new HashSet<>();
    private final Set<String> lastViews = new HashSet<>();
    private final Map<String, List<Set<String>>> groups = new HashMap<>();
    private final Map<String, Set<String>> primary = new HashMap<>();
    private final List<Alike> messages = new ArrayList<>();

    LetGoCounts(Facts facts, LetGoCases cases) {
        this.facts = facts;
        this.live = facts.core.unknown() == null && facts.core.inapplicable() == null;
        this.oneLastView = new LastView(facts).exists();
        for (int p : facts.core.processes()) {
            core.add(facts.process(p));
            int last = facts.views.last(p);
            if (last != Views.NONE) {
                lastViews.add(view(last));
            }
        }
        for (int[] group : facts.groups.all()) {
            groups.computeIfAbsent(view(group[0]), absent -> new ArrayList<>()).add(names(group));
        }
        for (int i = 0; i < facts.views.count(); i++) {
            if (facts.primaryMoves.isPrimary(i)) {
                primary.computeIfAbsent(view(i), absent -> new HashSet<>()).add(facts.process(facts.views.process(i)));
            }
        }
        cases.all().forEach((kind, count) -> messages.add(new Alike(kind, count)));
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

    PropertyResult added(Checker checker, PropertyResult window) {
        long applicable = window.applicable();
        long atRisk = window.atRisk();
        for (Alike alike : messages) {
            long cases = checker.casesOf(alike);
            applicable += cases;
            if (checker.weighsUpcalls()) {
                atRisk += alike.count.riskyUpcalls;
            } else if (alike.atRisk) {
                atRisk += cases;
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

    /** Messages of one kind. */
    private final class Alike implements LetGoMessages {
        private final LetGoCases.Kind kind;
        private final LetGoCases.Count count;
        private final boolean atRisk;

        Alike(LetGoCases.Kind kind, LetGoCases.Count count) {
            this.kind = kind;
            this.count = count;
            this.atRisk = kind.atRisk()
                    || kind.openFaults().stream()
                            .anyMatch(k -> facts.history.faults().get(k).bit());
        }

        @Override
        public long all() {
            return count.messages;
        }

        @Override
        public int deliverers() {
            return kind.deliverers().size();
        }

        @Override
        public long safes() {
            return count.safes;
        }

        @Override
        public long upcalls() {
            return count.upcalls;
        }

        @Override
        public long withTwoDeliverers() {
            return ifTwo(deliverers());
        }

        @Override
        public long withTwoDeliverersInGroups() {
            long sum = 0;
            for (Set<String> group : groups.getOrDefault(kind.view(), List.of())) {
                sum += ifTwo(deliverersAmong(group));
            }
            return sum;
        }

        @Override
        public long withTwoPrimaryDeliverers() {
            return ifTwo(deliverersAmong(primary.getOrDefault(kind.view(), Set.of())));
        }

        @Override
        public long withTwoCoreDeliverers() {
            return facts.history.quiet() == null ? 0 : ifTwo(deliverersAmong(core));
        }

        @Override
        public long fromCore() {
            return live && core.contains(kind.sender()) ? count.messages : 0;
        }

        @Override
        public long fromCoreInLastView() {
            return oneLastView && lastViews.contains(kind.view()) ? fromCore() : 0;
        }

        @Override
        public boolean live() {
            return live;
        }

        private long ifTwo(int deliverers) {
            return deliverers > 1 ? count.messages : 0;
        }

        private int deliverersAmong(Set<String> names) {
            int among = 0;
            for (String deliverer : kind.deliverers()) {
                among += names.contains(deliverer) ? 1 : 0;
            }
            return among;
        }
    }
}
