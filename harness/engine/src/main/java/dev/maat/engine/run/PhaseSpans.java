package dev.maat.engine.run;

import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** When any process of a history was in a phase of its protocol: marked, or derived from other events. */
final class PhaseSpans {
    /** A phase of one process. */
    private record Span(long fromNanos, long toNanos) {}

    private final Map<ProtocolPhase, List<Span>> spans = new EnumMap<>(ProtocolPhase.class);

    PhaseSpans(History history) {
        long firstView = firstView(history);
        for (ProcessLog log : history.logs()) {
            read(history, log, firstView);
        }
    }

    private static long firstView(History history) {
        long first = Long.MAX_VALUE;
        for (ProcessLog log : history.logs()) {
            int at = 0;
            while (at < log.size() && log.type(at) != EventType.VIEW) {
                at++;
            }
            first = at < log.size() ? Math.min(first, log.timeNanos(at)) : first;
        }
        return first;
    }

    private void read(History history, ProcessLog log, long firstViewOfGroup) {
        Map<ProtocolPhase, Long> began = new EnumMap<>(ProtocolPhase.class);
        TreeSet<String> suspects = new TreeSet<>();
        for (int i = 0; i < log.size(); i++) {
            long now = log.timeNanos(i);
            switch (log.type(i)) {
                case START -> {
                    if (now > firstViewOfGroup) {
                        began.put(ProtocolPhase.JOIN, now);
                    }
                }
                case VIEW -> {
                    end(began, ProtocolPhase.JOIN, now);
                    end(began, ProtocolPhase.SUSPICION, now);
                    suspects.clear();
                }
                case SUSPECT -> {
                    if (history.detail(log, i) instanceof Detail.Suspect suspect) {
                        if (suspect.on() && suspects.add(suspect.who())) {
                            began.putIfAbsent(ProtocolPhase.SUSPICION, now);
                        } else if (!suspect.on() && suspects.remove(suspect.who()) && suspects.isEmpty()) {
                            end(began, ProtocolPhase.SUSPICION, now);
                        }
                    }
                }
                case PHASE -> {
                    if (history.detail(log, i) instanceof Detail.Phase phase) {
                        ProtocolPhase column = ProtocolPhase.marked(phase.name());
                        if (column != null && phase.on()) {
                            began.putIfAbsent(column, now);
                        } else if (column != null) {
                            end(began, column, now);
                        }
                    }
                }
                default -> {}
            }
        }
        // A process that dies in a phase never leaves it: the fault that kills it is in the phase too.
        Crash crash = log.crash();
        long last = crash != null ? crash.nanos() + 1 : log.size() == 0 ? 0 : log.timeNanos(log.size() - 1);
        for (ProtocolPhase open : List.copyOf(began.keySet())) {
            end(began, open, last);
        }
    }

    private void end(Map<ProtocolPhase, Long> began, ProtocolPhase phase, long now) {
        Long from = began.remove(phase);
        if (from != null) {
            spans.computeIfAbsent(phase, absent -> new ArrayList<>()).add(new Span(from, now));
        }
    }

    /** Whether some process was in the phase at that time. */
    boolean covers(ProtocolPhase phase, long nanos) {
        for (Span span : spans.getOrDefault(phase, List.of())) {
            if (span.fromNanos <= nanos && nanos < span.toNanos) {
                return true;
            }
        }
        return false;
    }
}
