package dev.maat.checkers.generated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The processes in one view, the messages multicast in it, and how many of these each process has delivered. */
final class Component {
    final List<String> members;
    /** The messages of the view that all its members must deliver; in a totally ordered group, in this order. */
    final List<String> order = new ArrayList<>();

    final String view;
    private final Map<String, List<String>> done = new LinkedHashMap<>();

    Component(String view, List<String> members) {
        this.view = view;
        this.members = new ArrayList<>(members);
    }

    List<String> doneBy(String process) {
        return done.computeIfAbsent(process, absent -> new ArrayList<>());
    }

    boolean everybodyHas(String m) {
        return members.stream().allMatch(p -> doneBy(p).contains(m));
    }

    /** A message that a process may deliver next, or null. */
    String next(String process, Shape.Ordering ordering, Map<String, Set<String>> pasts, Random random) {
        List<String> mine = doneBy(process);
        List<String> open = new ArrayList<>();
        // All processes of a node are one sender: at most one of them is in a view, and those of a group that resumes
        // are one.
        Set<String> sendersSeen = new HashSet<>();
        for (String m : order) {
            boolean firstOfSender = mine.contains(m) || sendersSeen.add(m.substring(0, m.lastIndexOf('.')));
            if (mine.contains(m)) {
                continue;
            }
            boolean ready =
                    switch (ordering) {
                        case NONE -> true;
                        case FIFO -> firstOfSender;
                        case CAUSAL ->
                            order.stream()
                                    .filter(earlier -> pasts.get(m).contains(earlier))
                                    .allMatch(mine::contains);
                        case TOTAL -> open.isEmpty();
                    };
            if (ready) {
                open.add(m);
            }
        }
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }
}
