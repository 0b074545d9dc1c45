package dev.maat.scenario.conductor.phases;

import dev.maat.scenario.conductor.group.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Explains a run that stands still: the views, phases and suspicions of the core's processes, each since when, and the processes
 * whose answer is missing.
 */
final class Standstill {
    /** The phase marks of a view change: a process that is in one of them waits for the other members of its view. */
    private static final List<String> WAITS_FOR_THE_VIEW = List.of("flush", "install", "merge", "order-handover");

    private static final double NANOS_PER_SECOND = 1e9;

    private Standstill() {}

    /** One sentence for each finding, the most telling first. */
    static List<String> explain(List<NodeState> core) {
        List<String> lines = new ArrayList<>();
        phases(core, lines);
        views(core, lines);
        suspicions(core, lines);
        return lines;
    }

    private static void phases(List<NodeState> core, List<String> lines) {
        Map<String, List<NodeState>> byPhase = new TreeMap<>();
        for (NodeState node : core) {
            if (node.isUp()) {
                node.signs()
                        .phases()
                        .keySet()
                        .forEach(phase -> byPhase.computeIfAbsent(phase, first -> new ArrayList<>())
                                .add(node));
            }
        }
        byPhase.forEach((phase, nodes) -> {
            List<String> since = new ArrayList<>();
            for (NodeState node : nodes) {
                since.add(node.process() + " since "
                        + seconds(node.signs().phases().getOrDefault(phase, 0L)));
            }
            lines.add("in phase " + phase + ": " + String.join(", ", since) + missingAnswers(phase, nodes, core));
        });
    }

    /** The members of these processes' views that are not in the phase with them. */
    private static String missingAnswers(String phase, List<NodeState> waiting, List<NodeState> core) {
        if (!WAITS_FOR_THE_VIEW.contains(phase)) {
            return "";
        }
        List<String> missing = new ArrayList<>();
        for (NodeState node : waiting) {
            NodeState.SeenView view = node.view();
            for (String member : view == null ? List.<String>of() : view.members()) {
                boolean answers = waiting.stream().anyMatch(other -> other.isProcess(member));
                if (!answers && !missing.contains(member)) {
                    missing.add(member);
                }
            }
        }
        if (missing.isEmpty()) {
            return "; every member of their views is in it, so none of them ends it";
        }
        List<String> told = new ArrayList<>();
        for (String member : missing) {
            boolean runs = core.stream().anyMatch(node -> node.isProcess(member) && node.isUp());
            told.add(runs ? member : member + " (which does not run in the core)");
        }
        return "; the answer of " + String.join(", ", told) + " is missing";
    }

    private static void views(List<NodeState> core, List<String> lines) {
        Map<String, List<String>> byView = new LinkedHashMap<>();
        for (NodeState node : core) {
            NodeState.SeenView view = node.view();
            if (!node.isUp()) {
                byView.computeIfAbsent("not running", first -> new ArrayList<>())
                        .add(node.name());
            } else if (view == null) {
                byView.computeIfAbsent("in no view", first -> new ArrayList<>()).add(node.process());
            } else {
                byView.computeIfAbsent("in view " + view.id(), first -> new ArrayList<>())
                        .add(node.process() + " since " + seconds(node.signs().viewSinceNanos()));
            }
        }
        if (byView.size() > 1) {
            List<String> told = new ArrayList<>();
            byView.forEach((view, nodes) -> told.add(view + ": " + String.join(", ", nodes)));
            lines.add(String.join("; ", told));
        }
    }

    private static void suspicions(List<NodeState> core, List<String> lines) {
        for (NodeState node : core) {
            if (!node.isUp() || node.signs().suspects().isEmpty()) {
                continue;
            }
            List<String> suspects = new ArrayList<>();
            node.signs().suspects().forEach((process, since) -> suspects.add(process + " since " + seconds(since)));
            lines.add(node.process() + " suspects " + String.join(", ", suspects));
        }
    }

    /** A time of the run, as a user reads it. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    }
}
