package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The digest that a joiner reports for V is the one that the survivors have at installing V, and the survivors agree.
 *
 * <p>Cost: O(views n). A case is a view with two reports or more; at risk if some install of it is a move. Violated by n4
 * loading digest 77ab for view 3 when n1 had 5d41 at installing it.
 */
final class StateTransfer implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.STATE_TRANSFER;
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
            findings.inapplicable("the history tells no states");
        }
        Map<String, Boolean> moved = new LinkedHashMap<>();
        for (int i = 0; i < facts.views.count(); i++) {
            moved.merge(facts.views.content(i).id(), facts.views.previous(i) != Views.NONE, Boolean::logicalOr);
        }
        byView.forEach((view, reports) -> {
            if (reports.count > 1) {
                findings.applicable(moved.getOrDefault(view, false));
            }
            if (reports.other >= 0) {
                findings.violated(
                        "for view " + view + " " + reports.told(facts, reports.process, reports.event) + ", "
                                + reports.told(facts, reports.otherProcess, reports.other),
                        findings.witness()
                                .event(reports.process, reports.event)
                                .event(reports.otherProcess, reports.other));
            }
        });
    }

    /** What is reported for one view: the first report, and the first that differs from it. */
    private static final class Reports {
        private int count;
        private int process = -1;
        private int event = -1;
        private String digest = "";
        private int otherProcess = -1;
        private int other = -1;

        void add(int p, int index, Detail.State state) {
            if (count++ == 0) {
                process = p;
                event = index;
                digest = state.digest();
            } else if (other < 0 && !state.digest().equals(digest)) {
                otherProcess = p;
                other = index;
            }
        }

        String told(Facts facts, int p, int index) {
            Detail.State state = (Detail.State) facts.history.detail(facts.log(p), index);
            return facts.process(p) + (state.in() ? " loaded " : " had ") + state.digest();
        }
    }
}
