package dev.maat.checkers.properties.environment;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The digest that a joiner reports for V is the one that the survivors have when they install V, and the survivors
 * agree on it.
 *
 * <p>Cost: O(views n). A case is a view with the report of a survivor and at least one other; it is at risk if some
 * install of it is a move. Violated when n4 loads digest 77ab for view 3 and n1 had 5d41 when it installed view 3.
 */
public final class StateTransfer implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.STATE_TRANSFER;
    }

    /** Two lines that contradict each other prove it, with the lines before them in their logs. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Map<String, Reports> byView = new LinkedHashMap<>();
        for (ProcessLog log : facts.history.logs()) {
            for (int i = 0; i < log.size() && log.count(EventType.STATE) > 0; i++) {
                if (log.type(i) == EventType.STATE && facts.history.detail(log, i) instanceof Detail.State state) {
                    byView.computeIfAbsent(state.view(), absent -> new Reports())
                            .add(log.process(), i, state);
                }
            }
        }
        if (byView.isEmpty()) {
            findings.inapplicable("the history records no states");
        }
        Map<String, Boolean> moved = new LinkedHashMap<>();
        for (int i = 0; i < facts.views.count(); i++) {
            moved.merge(facts.views.content(i).id(), facts.views.previous(i) != Views.NONE, Boolean::logicalOr);
        }
        byView.forEach((view, reports) -> {
            if (!reports.comparable()) {
                return;
            }
            findings.applicable(moved.getOrDefault(view, false));
            int[] survivor = reports.outs.get(0);
            int[] other = reports.other(facts);
            if (other != null) {
                findings.violated(
                        "at view " + view + ", " + Reports.told(facts, survivor) + ", but "
                                + Reports.told(facts, other),
                        witness -> witness.event(survivor[0], survivor[1]).event(other[0], other[1]));
            }
        });
    }

    /**
     * The reports for one view: those of survivors, those of joiners, and the first that differs from a survivor's.
     */
    private static final class Reports {
        private final List<int[]> ins = new ArrayList<>();
        private final List<int[]> outs = new ArrayList<>();

        void add(int p, int index, Detail.State state) {
            (state.in() ? ins : outs).add(new int[] {p, index});
        }

        /** Whether there is a survivor's report, and another one to compare with it. */
        boolean comparable() {
            return !outs.isEmpty() && outs.size() + ins.size() > 1;
        }

        /** The first report that differs from the first survivor's, or null. */
        int @Nullable [] other(Facts facts) {
            List<int[]> all = new ArrayList<>(outs);
            all.addAll(ins);
            for (int[] report : all) {
                if (!digest(facts, report).equals(digest(facts, all.get(0)))) {
                    return report;
                }
            }
            return null;
        }

        private static String digest(Facts facts, int[] report) {
            return ((Detail.State) facts.history.detail(facts.log(report[0]), report[1])).digest();
        }

        static String told(Facts facts, int[] report) {
            Detail.State state = (Detail.State) facts.history.detail(facts.log(report[0]), report[1]);
            return facts.process(report[0]) + (state.in() ? " loaded " : " had the state ") + state.digest();
        }
    }
}
