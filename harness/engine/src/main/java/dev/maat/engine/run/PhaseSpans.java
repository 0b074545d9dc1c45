package dev.maat.engine.run;

import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** When any process of a history was in a phase of its protocol: marked, or derived from other events. */
public final class PhaseSpans {
    /** A phase of one process, from a time to a later one that it does not include; or at one moment. */
    private record Span(int process, long fromNanos, long toNanos) {}

    /** The beginning, the end or the one moment of a span. */
    private record Edge(long nanos, Side side, int process, ProtocolPhase phase) {}

    /** In the order in which edges of one moment are met: a span that ends when another one begins does not meet it. */
    private enum Side {
        END,
        BEGIN,
        MOMENT
    }

    private final History history;
    private final Map<ProtocolPhase, List<Span>> spans = new EnumMap<>(ProtocolPhase.class);
    /** By fault, the phases that the processes which it killed never left. */
    private final Map<String, Set<ProtocolPhase>> diedIn = new TreeMap<>();

    private final long firstViewNanos;
    private boolean marked;

    public PhaseSpans(History history) {
        this.history = history;
        long firstView = firstView(history);
        firstViewNanos = firstView;
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
                    end(log, began, ProtocolPhase.JOIN, now);
                    end(log, began, ProtocolPhase.SUSPICION, now);
                    suspects.clear();
                }
                case SUSPECT -> {
                    if (history.detail(log, i) instanceof Detail.Suspect suspect) {
                        suspected(log, began, suspects, suspect, now);
                    }
                }
                case PHASE -> {
                    if (history.detail(log, i) instanceof Detail.Phase phase) {
                        inPhase(log, began, phase, now);
                    }
                }
                default -> {}
            }
        }
        endAll(log, began);
    }

    private void suspected(
            ProcessLog log,
            Map<ProtocolPhase, Long> began,
            TreeSet<String> suspects,
            Detail.Suspect suspect,
            long now) {
        if (suspect.on() && suspects.add(suspect.who())) {
            began.putIfAbsent(ProtocolPhase.SUSPICION, now);
        } else if (!suspect.on() && suspects.remove(suspect.who()) && suspects.isEmpty()) {
            end(log, began, ProtocolPhase.SUSPICION, now);
        }
    }

    private void inPhase(ProcessLog log, Map<ProtocolPhase, Long> began, Detail.Phase phase, long now) {
        ProtocolPhase column = ProtocolPhase.marked(phase.name());
        marked |= column != null;
        if (column != null && phase.on()) {
            began.putIfAbsent(column, now);
        } else if (column != null) {
            end(log, began, column, now);
        }
    }

    /** The phases that a log leaves open end with it. */
    private void endAll(ProcessLog log, Map<ProtocolPhase, Long> began) {
        // A process that dies in a phase never leaves it: the fault that kills it is in the phase too.
        Crash crash = log.crash();
        long last = crash != null ? crash.nanos() + 1 : log.size() == 0 ? 0 : log.timeNanos(log.size() - 1);
        String cause = crash == null ? null : crash.cause();
        if (cause != null && !began.isEmpty()) {
            diedIn.computeIfAbsent(cause, absent -> EnumSet.noneOf(ProtocolPhase.class))
                    .addAll(began.keySet());
        }
        for (ProtocolPhase open : List.copyOf(began.keySet())) {
            end(log, began, open, last);
        }
    }

    private void end(ProcessLog log, Map<ProtocolPhase, Long> began, ProtocolPhase phase, long now) {
        Long from = began.remove(phase);
        if (from != null) {
            spans.computeIfAbsent(phase, absent -> new ArrayList<>()).add(new Span(log.process(), from, now));
        }
    }

    /** Whether some process marked a phase; else only what the harness sees itself is known. */
    public boolean marked() {
        return marked;
    }

    /** When the first process installed a view; {@link Long#MAX_VALUE} if none did. */
    public long firstViewNanos() {
        return firstViewNanos;
    }

    /** Whether some process came into the phase at all. */
    public boolean reached(ProtocolPhase phase) {
        return !spans.getOrDefault(phase, List.of()).isEmpty();
    }

    /** Whether some process was in the phase at that time. */
    public boolean covers(ProtocolPhase phase, long nanos) {
        for (Span span : spans.getOrDefault(phase, List.of())) {
            if (span.fromNanos <= nanos && nanos < span.toNanos) {
                return true;
            }
        }
        return false;
    }

    /**
     * The phases that processes never left because this fault killed them. Where a kill takes time, its process may be gone before the
     * kill is confirmed, or after.
     */
    public Set<ProtocolPhase> diedIn(String fault) {
        return diedIn.getOrDefault(fault, Set.of());
    }

    /** Whether a process was in the phase at that time, or left it at that very moment. */
    public boolean touches(ProtocolPhase phase, String process, long nanos) {
        for (Span span : spans.getOrDefault(phase, List.of())) {
            if (span.fromNanos <= nanos
                    && nanos <= span.toNanos
                    && history.processName(span.process).equals(process)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some process was in the phase at some time from one moment to a later one. */
    public boolean overlaps(ProtocolPhase phase, long fromNanos, long toNanos) {
        for (Span span : spans.getOrDefault(phase, List.of())) {
            if (span.fromNanos <= toNanos && fromNanos <= span.toNanos) {
                return true;
            }
        }
        return false;
    }

    /**
     * How often a process came into one phase while another process was in another one, or in the same: a symmetric matrix by the
     * ordinals of the phases.
     */
    long[][] together() {
        int phases = ProtocolPhase.values().length;
        long[][] together = new long[phases][phases];
        Map<ProtocolPhase, Map<Integer, Integer>> inside = new EnumMap<>(ProtocolPhase.class);
        for (Edge edge : edges()) {
            Map<Integer, Integer> own = inside.computeIfAbsent(edge.phase, absent -> new TreeMap<>());
            if (edge.side == Side.END) {
                own.merge(edge.process, -1, (before, less) -> before + less == 0 ? null : before + less);
                continue;
            }
            int one = edge.phase.ordinal();
            inside.forEach((phase, processes) -> {
                int others = processes.size() - (processes.containsKey(edge.process) ? 1 : 0);
                if (others > 0) {
                    int other = phase.ordinal();
                    together[one][other]++;
                    together[other][one] += one == other ? 0 : 1;
                }
            });
            if (edge.side == Side.BEGIN) {
                own.merge(edge.process, 1, Integer::sum);
            }
        }
        return together;
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        spans.forEach((phase, all) -> {
            for (Span span : all) {
                if (span.fromNanos == span.toNanos) {
                    edges.add(new Edge(span.fromNanos, Side.MOMENT, span.process, phase));
                } else {
                    edges.add(new Edge(span.fromNanos, Side.BEGIN, span.process, phase));
                    edges.add(new Edge(span.toNanos, Side.END, span.process, phase));
                }
            }
        });
        edges.sort(Comparator.comparingLong(Edge::nanos).thenComparing(Edge::side));
        return edges;
    }
}
