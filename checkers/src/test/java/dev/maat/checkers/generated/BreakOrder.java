package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.PropertyId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Breaks orders and places. */
enum BreakOrder implements SingleCorruption {
    /** All processes deliver two messages of one sender in the same, wrong order. */
    SECOND_FIRST_EVERYWHERE(
            PropertyId.FIFO,
            Shape.primary(),
            Map.of(
                    PropertyId.CAUSAL, "sending one before the other is happening before",
                    PropertyId.FIFO_GAP_FREE, "it asks for fifo, and for no gaps",
                    PropertyId.CAUSAL_GAP_FREE, "it asks for causal, and for no gaps")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            anatomy.stripLines("safe");
            Anatomy.Stay stay = anatomy.stay(s -> pairOfOneSender(anatomy, s) >= 0);
            if (stay == null) {
                return false;
            }
            int at = pairOfOneSender(anatomy, stay);
            String first = stay.sequence().get(at);
            String second = stay.sequence().get(at + 1);
            for (Anatomy.Stay other : anatomy.in(stay.id())) {
                int has = other.sequence().indexOf(first);
                if (has >= 0 && other.sequence().contains(second)) {
                    Anatomy.exchange(
                            other.deliveries().get(has), other.deliveries().get(has + 1));
                } else if (has >= 0) {
                    other.deliveries().get(has).put("m", second).put("hash", Writing.hash(second));
                }
            }
            return true;
        }
    },
    /**
     * A process that died before it went on had delivered a message, but not the one before it of the same sender.
     */
    A_GAP_IN_ONE_SENDERS(
            PropertyId.FIFO_GAP_FREE,
            Shape.partitionable(false),
            Map.of(PropertyId.CAUSAL_GAP_FREE, "an earlier message of one sender happened before a later one")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            return dropFromTheDead(
                    anatomy,
                    (pasts, first, second) -> Anatomy.sender(first).equals(Anatomy.sender(second))
                                    && pasts.get(second).contains(first)
                            ? 1
                            : 0);
        }
    },
    /** All processes deliver an answer before its question, except the one that answered and died. */
    ANSWER_FIRST(
            PropertyId.CAUSAL,
            Shape.partitionable(false),
            Map.of(PropertyId.CAUSAL_GAP_FREE, "it asks for causal, and for no gaps")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay dead = anatomy.stay(s -> anatomy.crashedIn(s)
                    && !s.sequence().isEmpty()
                    && !Anatomy.sender(s.sequence().getLast()).equals(s.process())
                    && s.of("send").stream().allMatch(send -> s.sequence().contains(Anatomy.m(send)))
                    && anatomy.in(s.id()).stream()
                            .anyMatch(o -> !o.process().equals(s.process())
                                    && o.sequence().contains(s.sequence().getLast())));
            if (dead == null) {
                return false;
            }
            String question = dead.sequence().getLast();
            String answer = anatomy.freshMessage(dead.process());
            for (Anatomy.Stay other : anatomy.in(dead.id())) {
                int at = other.sequence().indexOf(question);
                if (at >= 0 && !other.process().equals(dead.process())) {
                    ObjectNode delivery = other.deliveries().get(at);
                    anatomy.before(
                            delivery,
                            anatomy.line(other.process(), "deliver", answer)
                                    .put("place", delivery.path("place").asLong() - Writing.PLACE_STRIDE / 2));
                }
            }
            anatomy.atEnd(
                    dead.process(),
                    anatomy.line(dead.process(), "send", answer),
                    anatomy.line(dead.process(), "sent", answer));
            return true;
        }
    },
    ANSWER_WITHOUT_QUESTION(PropertyId.CAUSAL_GAP_FREE, Shape.partitionable(false)) {
        @Override
        public boolean apply(Anatomy anatomy) {
            return dropFromTheDead(
                    anatomy,
                    (pasts, first, second) -> Anatomy.sender(first).equals(Anatomy.sender(second))
                            ? -1
                            : pasts.get(second).contains(first) ? 1 : 0);
        }
    },
    ONE_OF_THEM_THE_OTHER_WAY_ROUND(
            PropertyId.WEAK_TOTAL_ORDER,
            Shape.partitionable(false),
            Map.of(
                    PropertyId.TOTAL_ORDER,
                    "processes that go along have the same messages, so two orders are a cycle")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            anatomy.stripKey("place");
            anatomy.stripLines("safe");
            Anatomy.Stay stay = anatomy.stay(s -> !anatomy.together(s).isEmpty() && concurrentPair(anatomy, s) >= 0);
            return exchangeConcurrent(anatomy, stay);
        }
    },
    A_DEAD_ONE_THE_OTHER_WAY_ROUND(PropertyId.TOTAL_ORDER, Shape.partitionable(false)) {
        @Override
        public boolean apply(Anatomy anatomy) {
            anatomy.stripLines("safe");
            Anatomy.Stay stay = anatomy.stay(s -> anatomy.crashedIn(s) && concurrentPair(anatomy, s) >= 0);
            return exchangeConcurrent(anatomy, stay);
        }
    },
    A_HOLE_AT_A_DEAD_ONE(PropertyId.UNIFORM_PREFIX_ORDER, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            anatomy.stripLines("safe");
            Anatomy.Stay dead = anatomy.stay(s -> anatomy.crashedIn(s) && concurrentPair(anatomy, s) >= 0);
            if (dead == null) {
                return false;
            }
            int at = concurrentPair(anatomy, dead);
            String hole = dead.sequence().get(at);
            var pasts = anatomy.pasts();
            boolean neededLater = dead.sequence().stream()
                    .skip(at + 1)
                    .anyMatch(later -> pasts.get(later).contains(hole));
            if (neededLater) {
                return false;
            }
            anatomy.remove(dead.deliveries().get(at));
            return true;
        }
    },
    ANOTHER_PLACE(PropertyId.PLACE_AGREEMENT, Shape.partitionable(false)) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(
                    s -> !s.sequence().isEmpty() && !anatomy.together(s).isEmpty());
            return displace(anatomy, stay);
        }
    },
    ANOTHER_PLACE_AT_A_DEAD_ONE(PropertyId.UNIFORM_PLACE_AGREEMENT, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> anatomy.crashedIn(s)
                    && !s.sequence().isEmpty()
                    && anatomy.in(s.id()).stream().anyMatch(other -> anatomy.next(other) != null));
            return displace(anatomy, stay);
        }
    };

    /** The relation of a first message to a second: 1 the one looked for, 0 none, -1 skip the first message. */
    private interface Relation {
        int of(Map<String, Set<String>> pasts, String first, String second);
    }

    private static boolean displace(Anatomy anatomy, Anatomy.Stay stay) {
        if (stay == null) {
            return false;
        }
        ObjectNode delivery = anatomy.any(stay.deliveries());
        if (!delivery.has("place")) {
            return false;
        }
        delivery.put("place", delivery.path("place").asLong() + Writing.PLACE_STRIDE / 2);
        return true;
    }

    /**
     * The position of a message whose successor has the same sender, which delivered nothing between the two sends.
     */
    private static int pairOfOneSender(Anatomy anatomy, Anatomy.Stay stay) {
        List<String> sequence = stay.sequence();
        for (int i = 0; i + 1 < sequence.size(); i++) {
            String first = sequence.get(i);
            String second = sequence.get(i + 1);
            if (Anatomy.sender(first).equals(Anatomy.sender(second))) {
                List<ObjectNode> lines = anatomy.lines(Anatomy.sender(first));
                int from = Pick.indexOf(lines, anatomy.sendOf(first));
                int to = Pick.indexOf(lines, anatomy.sendOf(second));
                if (lines.subList(from, to).stream().noneMatch(line -> Anatomy.is(line, "deliver"))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The position of a message that did not happen before its successor. */
    private static int concurrentPair(Anatomy anatomy, Anatomy.Stay stay) {
        List<String> sequence = stay.sequence();
        Map<String, Set<String>> pasts = anatomy.pasts();
        for (int i = 0; i + 1 < sequence.size(); i++) {
            if (!pasts.get(sequence.get(i + 1)).contains(sequence.get(i))
                    && anatomy.in(stay.id()).stream().anyMatch(other -> anatomy.next(other) != null)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean exchangeConcurrent(Anatomy anatomy, Anatomy.Stay stay) {
        if (stay == null) {
            return false;
        }
        int at = concurrentPair(anatomy, stay);
        Anatomy.exchange(stay.deliveries().get(at), stay.deliveries().get(at + 1));
        return true;
    }

    /**
     * Takes a delivery out of the log of a process that died, such that a later delivery of that process has the given
     * relation to it.
     */
    private static boolean dropFromTheDead(Anatomy anatomy, Relation relation) {
        Map<String, Set<String>> pasts = anatomy.pasts();
        Anatomy.Stay dead =
                anatomy.stay(s -> anatomy.crashedIn(s) && s.sequence().size() > 1);
        if (dead == null) {
            return false;
        }
        List<String> sequence = dead.sequence();
        for (int i = 0; i < sequence.size(); i++) {
            String first = sequence.get(i);
            List<Integer> relations = sequence.subList(i + 1, sequence.size()).stream()
                    .map(second -> relation.of(pasts, first, second))
                    .toList();
            if (relations.contains(1) && !relations.contains(-1)) {
                anatomy.remove(dead.deliveries().get(i));
                anatomy.lines(dead.process())
                        .removeIf(line ->
                                Anatomy.is(line, "safe") && Anatomy.m(line).equals(first));
                // Messages that happened before only by way of the removed delivery no longer do.
                Map<String, Set<String>> left = anatomy.pasts();
                return sequence.subList(i + 1, sequence.size()).stream()
                        .anyMatch(second -> relation.of(left, first, second) == 1);
            }
        }
        return false;
    }

    private final Breach breach;

    BreakOrder(PropertyId property, Shape shape, Map<PropertyId, String> implied) {
        this.breach = Breach.of(property, shape, implied);
    }

    BreakOrder(PropertyId property, Shape shape) {
        this(property, shape, Map.of());
    }

    @Override
    public Breach breach() {
        return breach;
    }
}
