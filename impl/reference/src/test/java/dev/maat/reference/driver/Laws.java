package dev.maat.reference.driver;

import dev.maat.contract.ProcessId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of everything a cluster's processes told. Throws an {@link AssertionError} that names the first breach. */
public final class Laws {
    private Laws() {}

    public static void check(Cluster cluster) {
        viewsAgree(cluster);
        moversDeliverTheSame(cluster);
        messagesStayInOneView(cluster);
        streamsAreInOrder(cluster);
        statesAgree(cluster);
        stableIsHeldByAll(cluster);
        if (cluster.total) {
            ordersAgree(cluster);
        }
    }

    private static void viewsAgree(Cluster cluster) {
        Map<Long, String> bySeq = new HashMap<>();
        for (Cluster.Process process : cluster.processes) {
            long last = 0;
            for (Cluster.Installed installed : process.views) {
                long seq = installed.view.seq();
                breach(seq <= last, process.id + " installs view " + seq + " after " + last);
                breach(last != 0 && seq != last + 1, process.id + " skips from " + last + " to " + seq);
                last = seq;
                breach(!installed.view.members().contains(process.id), process.id + " is not in its view");
                String text = installed.view.id() + installed.view.members();
                String before = bySeq.putIfAbsent(seq, text);
                breach(before != null && !before.equals(text), "two views " + seq + ": " + before + " and " + text);
            }
        }
    }

    private static void moversDeliverTheSame(Cluster cluster) {
        Map<Long, Set<String>> bySeq = new HashMap<>();
        for (Cluster.Process process : cluster.processes) {
            for (int i = 0; i + 1 < process.views.size(); i++) {
                Cluster.Installed view = process.views.get(i);
                Set<String> set = new HashSet<>(view.delivered);
                breach(set.size() != view.delivered.size(), process.id + " delivers twice in " + view.view.id());
                Set<String> before = bySeq.putIfAbsent(view.view.seq(), set);
                if (before != null && !before.equals(set)) {
                    Set<String> difference = new HashSet<>(before);
                    difference.removeAll(set);
                    Set<String> other = new HashSet<>(set);
                    other.removeAll(before);
                    breach(true, process.id + " in " + view.view.id() + " lacks " + difference + " has " + other);
                }
            }
        }
    }

    private static void messagesStayInOneView(Cluster cluster) {
        Map<String, Long> viewOf = new HashMap<>();
        for (Cluster.Process process : cluster.processes) {
            for (Cluster.Installed view : process.views) {
                for (String message : view.delivered) {
                    Long before = viewOf.putIfAbsent(message, view.view.seq());
                    breach(
                            before != null && before != view.view.seq(),
                            message + " in views " + before + " and " + view.view.seq());
                    ProcessId sender = ProcessId.parse(message.substring(0, message.indexOf(':')));
                    breach(!view.view.members().contains(sender), message + " from outside " + view.view.id());
                }
            }
        }
    }

    private static void streamsAreInOrder(Cluster cluster) {
        Map<String, List<String>> sentIn = new LinkedHashMap<>();
        for (Cluster.Process process : cluster.processes) {
            sentIn.put(process.id.toString(), process.sent);
        }
        for (Cluster.Process process : cluster.processes) {
            for (Cluster.Installed view : process.views) {
                Map<String, Integer> next = new HashMap<>();
                for (String message : view.delivered) {
                    String sender = message.substring(0, message.indexOf(':'));
                    int index = sentIn.get(sender).indexOf(message);
                    breach(index < 0, message + " was delivered and not sent");
                    Integer expected = next.put(sender, index + 1);
                    breach(
                            expected != null && expected != index,
                            process.id + " delivers " + message + " out of order or with a gap in " + view.view.id());
                }
            }
        }
    }

    private static void statesAgree(Cluster cluster) {
        Map<String, String> states = new HashMap<>();
        for (Cluster.Process process : cluster.processes) {
            process.stateAt.forEach((view, state) -> {
                String before = states.putIfAbsent(view, state);
                breach(before != null && !before.equals(state), process.id + " has another state at " + view);
            });
        }
    }

    private static void stableIsHeldByAll(Cluster cluster) {
        Map<String, Long> stable = new HashMap<>();
        for (Cluster.Process process : cluster.processes) {
            for (Cluster.Installed view : process.views) {
                for (String message : view.delivered) {
                    if (process.stable.contains(message)) {
                        stable.put(message, view.view.seq());
                    }
                }
            }
        }
        for (Cluster.Process process : cluster.processes) {
            for (int i = 0; i + 1 < process.views.size(); i++) {
                Cluster.Installed view = process.views.get(i);
                Set<String> delivered = new HashSet<>(view.delivered);
                stable.forEach((message, seq) -> breach(
                        seq == view.view.seq() && !delivered.contains(message),
                        process.id + " lacks stable " + message + " in " + view.view.id()));
            }
        }
    }

    private static void ordersAgree(Cluster cluster) {
        Map<Long, List<String>> bySeq = new HashMap<>();
        Map<String, Long> placeOf = new HashMap<>();
        for (Cluster.Process process : cluster.processes) {
            for (int i = 0; i < process.views.size(); i++) {
                Cluster.Installed view = process.views.get(i);
                long last = 0;
                for (Map.Entry<String, Long> placed : view.places.entrySet()) {
                    breach(placed.getValue() <= last, process.id + " places do not increase in " + view.view.id());
                    last = placed.getValue();
                }
                if (i + 1 < process.views.size()) {
                    List<String> before = bySeq.putIfAbsent(view.view.seq(), view.delivered);
                    breach(
                            before != null && !before.equals(view.delivered),
                            process.id + " has another order in " + view.view.id());
                    view.places.forEach((message, place) -> {
                        Long other = placeOf.putIfAbsent(message, place);
                        breach(other != null && !other.equals(place), message + " has two places");
                    });
                }
            }
        }
    }

    /** Of processes that end in one view one sequence must be a prefix of the other in total order; ends compared whole. */
    public static void endsAgree(List<Cluster.Process> ends, boolean total) {
        List<String> first = null;
        for (Cluster.Process process : ends) {
            List<String> delivered = new ArrayList<>(process.current().delivered);
            if (!total) {
                delivered.sort(null);
            }
            if (first == null) {
                first = delivered;
            }
            breach(
                    !first.equals(delivered),
                    process.id + " ends with other deliveries: " + delivered.size() + " for " + first.size());
        }
    }

    static void breach(boolean broken, String what) {
        if (broken) {
            throw new AssertionError(what);
        }
    }
}
