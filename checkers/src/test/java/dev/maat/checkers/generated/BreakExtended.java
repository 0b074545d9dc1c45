package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.PropertyId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Breaks extended virtual synchrony, over regular and transitional configurations: each specification without the other
 * six.
 */
enum BreakExtended implements SingleCorruption {
    DELIVERED_ONCE_MORE(
            PropertyId.EVS_BASIC_DELIVERY,
            Map.of(PropertyId.NO_DUPLICATION, "a message delivered twice is delivered twice in any model")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.deliveries().isEmpty());
            if (stay == null) {
                return false;
            }
            ObjectNode delivery = anatomy.any(stay.deliveries());
            anatomy.after(delivery, delivery.deepCopy());
            return true;
        }
    },
    /**
     * One of several processes that go on to the same configuration goes through a transitional configuration of its
     * own.
     */
    GOES_THE_SAME_WAY_ALONE(PropertyId.EVS_CONFIGURATION_CHANGE, Map.of()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> transitional(s)
                    && anatomy.next(s) != null
                    && anatomy.in(s.id()).size() > 1);
            if (stay == null || anatomy.together(stay).isEmpty()) {
                return false;
            }
            anatomy.in(stay.id()).forEach(s -> leaveOut(s.view(), stay.process()));
            stay.view().put("id", "alone").putArray("members").add(stay.process());
            stay.lines().forEach(line -> line.remove("view"));
            return true;
        }
    },
    /** A process goes on without the last message that it sent, and no other process has it either. */
    OWN_MESSAGE_LOST(PropertyId.EVS_SELF_DELIVERY, Map.of()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !transitional(s)
                    && anatomy.next(s) != null
                    && goesOn(anatomy, s)
                    && !anatomy.core().contains(s.process())
                    && sendsNothingAfter(anatomy, s));
            if (stay == null) {
                return false;
            }
            String m = anatomy.freshMessage(stay.process());
            anatomy.before(
                    anatomy.next(stay).view(),
                    anatomy.line(stay.process(), "send", m),
                    anatomy.line(stay.process(), "sent", m));
            return true;
        }
    },
    /** One of the processes that go on together lacks the last message of another. */
    GOES_ALONG_WITHOUT_THE_LAST(
            PropertyId.EVS_FAILURE_ATOMICITY,
            Map.of(
                    PropertyId.VIRTUAL_SYNCHRONY,
                    "it concerns processes that go from one view to the next, here by way of the transitional one")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.sequence().isEmpty()
                    && !Anatomy.sender(s.sequence().getLast()).equals(s.process())
                    && anatomy.next(s) != null
                    && nothingFollows(anatomy, s)
                    && hasNoMoreOf(anatomy, s, Anatomy.sender(s.sequence().getLast()))
                    && !anatomy.together(s).isEmpty()
                    && !anatomy.core().contains(s.process()));
            if (stay == null) {
                return false;
            }
            anatomy.stripSafe(stay.sequence().getLast());
            anatomy.remove(stay.deliveries().getLast());
            return true;
        }
    },
    /** All processes deliver the second of two messages of one sender first. */
    SECOND_FIRST(
            PropertyId.EVS_CAUSAL,
            Map.of(
                    PropertyId.FIFO,
                    "one sender's messages in the wrong order are so in any model",
                    PropertyId.FIFO_GAP_FREE,
                    "it includes the order",
                    PropertyId.CAUSAL,
                    "of two sends of one process the second happens after the first")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            List<List<String>> pairs = new ArrayList<>();
            for (Anatomy.Stay stay : anatomy.stays()) {
                List<String> sequence = stay.sequence();
                for (int k = 0; k + 1 < sequence.size(); k++) {
                    if (isSecondFirst(anatomy, sequence.get(k), sequence.get(k + 1))) {
                        pairs.add(List.of(sequence.get(k), sequence.get(k + 1)));
                    }
                }
            }
            List<String> pair = anatomy.any(pairs);
            if (pair == null) {
                return false;
            }
            for (String p : anatomy.script.processes.keySet()) {
                ObjectNode first = anatomy.delivery(p, pair.get(0));
                if (first != null) {
                    ObjectNode second = anatomy.delivery(p, pair.get(1));
                    first.put("m", pair.get(1));
                    second.put("m", pair.get(0));
                }
            }
            return true;
        }
    },
    /** One process delivers two causally unrelated messages in the other order. */
    THE_OTHER_WAY_ROUND(
            PropertyId.EVS_AGREED,
            Map.of(
                    PropertyId.TOTAL_ORDER,
                    "two messages in two orders are so in any model",
                    PropertyId.WEAK_TOTAL_ORDER,
                    "the two may go on together")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Map<String, Set<String>> pasts = anatomy.pasts();
            List<ObjectNode[]> pairs = new ArrayList<>();
            for (Anatomy.Stay stay : anatomy.stays()) {
                for (int k = 0; k + 1 < stay.lines().size(); k++) {
                    ObjectNode one = stay.lines().get(k);
                    ObjectNode other = stay.lines().get(k + 1);
                    if (Anatomy.is(one, "deliver")
                            && Anatomy.is(other, "deliver")
                            && !pasts.get(Anatomy.m(other)).contains(Anatomy.m(one))
                            && anotherHasBoth(anatomy, stay.process(), Anatomy.m(one), Anatomy.m(other))) {
                        pairs.add(new ObjectNode[] {one, other});
                    }
                }
            }
            ObjectNode[] pair = anatomy.any(pairs);
            if (pair == null) {
                return false;
            }
            String m = Anatomy.m(pair[0]);
            pair[0].put("m", Anatomy.m(pair[1]));
            pair[1].put("m", m);
            return true;
        }
    },
    /** A message is indicated safe although the other part of the configuration went on without it. */
    SAFE_ON_ONE_SIDE(PropertyId.EVS_SAFE, Map.of()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            if (anatomy.stays().stream().allMatch(s -> s.of("safe").isEmpty())) {
                // A group without safe indications owes none; from the first one on it would.
                return false;
            }
            List<ObjectNode> told = new ArrayList<>();
            for (Anatomy.Stay stay : anatomy.stays()) {
                for (ObjectNode delivery : transitional(stay) ? List.<ObjectNode>of() : stay.deliveries()) {
                    if (anatomy.in(stay.id()).stream()
                            .anyMatch(other -> goesOn(anatomy, other)
                                    && !com(anatomy, other).contains(Anatomy.m(delivery)))) {
                        told.add(delivery);
                    }
                }
            }
            ObjectNode delivery = anatomy.any(told);
            if (delivery == null) {
                return false;
            }
            anatomy.after(delivery, anatomy.line(delivery.path("p").asText(), "safe", Anatomy.m(delivery)));
            return true;
        }
    };

    private static boolean transitional(Anatomy.Stay stay) {
        return stay.view().path("kind").asText().equals("transitional");
    }

    /** Whether the process of a stay in a regular configuration comes to another one. */
    private static boolean goesOn(Anatomy anatomy, Anatomy.Stay stay) {
        Anatomy.Stay next = anatomy.next(stay);
        while (next != null && transitional(next)) {
            next = anatomy.next(next);
        }
        return next != null;
    }

    /** The deliveries in com(c) of a stay in c. */
    private static List<String> com(Anatomy anatomy, Anatomy.Stay stay) {
        List<String> delivered = new ArrayList<>(stay.sequence());
        for (Anatomy.Stay next = anatomy.next(stay); next != null && transitional(next); next = anatomy.next(next)) {
            delivered.addAll(next.sequence());
        }
        return delivered;
    }

    private static boolean sendsNothingAfter(Anatomy anatomy, Anatomy.Stay stay) {
        for (Anatomy.Stay next = anatomy.next(stay); next != null; next = anatomy.next(next)) {
            if (!next.of("send").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether no transitional configuration with further deliveries follows. */
    private static boolean nothingFollows(Anatomy anatomy, Anatomy.Stay stay) {
        Anatomy.Stay next = anatomy.next(stay);
        return next == null
                || !transitional(next)
                || anatomy.in(next.id()).stream().allMatch(s -> s.deliveries().isEmpty());
    }

    private static boolean hasNoMoreOf(Anatomy anatomy, Anatomy.Stay stay, String sender) {
        for (Anatomy.Stay next = anatomy.next(stay); next != null; next = anatomy.next(next)) {
            if (next.sequence().stream().anyMatch(m -> Anatomy.sender(m).equals(sender))) {
                return false;
            }
        }
        return true;
    }

    private static void leaveOut(ObjectNode view, String process) {
        ArrayNode members = (ArrayNode) view.get("members");
        for (int k = members.size() - 1; k >= 0; k--) {
            if (members.get(k).asText().equals(process)) {
                members.remove(k);
            }
        }
    }

    /**
     * Whether two messages of one sender are delivered one right after the other at every process, and both were sent
     * before that.
     */
    private static boolean isSecondFirst(Anatomy anatomy, String first, String second) {
        boolean sentInOne = anatomy.stays(Anatomy.sender(first)).stream()
                .anyMatch(stay -> !transitional(stay) && isSentIn(stay, first) && isSentIn(stay, second));
        if (!Anatomy.sender(first).equals(Anatomy.sender(second)) || !sentInOne) {
            return false;
        }
        long sent = anatomy.sendOf(second).path("t").asLong();
        for (String p : anatomy.script.processes.keySet()) {
            List<String> delivered = anatomy.lines(p).stream()
                    .filter(line -> Anatomy.is(line, "deliver"))
                    .map(Anatomy::m)
                    .toList();
            int at = delivered.indexOf(first);
            if (delivered.indexOf(second) != (at < 0 ? -1 : at + 1)
                    || at >= 0 && anatomy.delivery(p, first).path("t").asLong() < sent) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSentIn(Anatomy.Stay stay, String m) {
        return List.of("send", "sent").stream()
                .allMatch(e ->
                        stay.of(e).stream().anyMatch(line -> Anatomy.m(line).equals(m)));
    }

    private static boolean anotherHasBoth(Anatomy anatomy, String process, String one, String other) {
        Set<String> processes = new HashSet<>(anatomy.script.processes.keySet());
        processes.remove(process);
        return processes.stream().anyMatch(p -> anatomy.delivery(p, one) != null && anatomy.delivery(p, other) != null);
    }

    private final Breach breach;

    BreakExtended(PropertyId property, Map<PropertyId, String> implied) {
        this.breach = new Breach(property, implied, EvsHistories::makeLong);
    }

    @Override
    public Breach breach() {
        return breach;
    }

    /**
     * Causality ends with a configuration, and a message that is safe in a transitional one need not be safe in the
     * whole view.
     */
    @Override
    public Set<PropertyId> notPromised() {
        return Set.of(PropertyId.CAUSAL_GAP_FREE, PropertyId.SAFE_INDICATION);
    }
}
