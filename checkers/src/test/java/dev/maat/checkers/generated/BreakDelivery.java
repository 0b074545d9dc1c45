package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.PropertyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Breaks properties of messages: which are delivered, and in which view. */
enum BreakDelivery implements SingleCorruption {
    OTHER_PAYLOAD(PropertyId.DELIVERY_INTEGRITY, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.deliveries().isEmpty());
            if (stay == null) {
                return false;
            }
            anatomy.any(stay.deliveries()).put("hash", "00ff");
            return true;
        }
    },
    /** A node that restarts delivers again what it had delivered, but leaves out a message in the middle. */
    A_HOLE_IN_WHAT_COMES_AGAIN(
            PropertyId.NO_DUPLICATION,
            Shape.resuming(),
            Map.of(PropertyId.EVS_BASIC_DELIVERY, "a message is delivered once in EVS too")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            List<String> restarted = anatomy.script.processes.keySet().stream()
                    .filter(p -> again(anatomy, p).size() > 2)
                    .toList();
            if (restarted.isEmpty()) {
                return false;
            }
            List<ObjectNode> again = again(anatomy, anatomy.any(restarted));
            anatomy.remove(anatomy.any(again.subList(1, again.size() - 1)));
            return true;
        }
    },
    TWICE(PropertyId.NO_DUPLICATION, Shape.primary()) {
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
    /** A process that is alone in a non-primary view installs a view of which it is no member. */
    SENT_FROM_OUTSIDE(
            PropertyId.SENDER_IN_VIEW,
            Shape.primary(),
            Map.of(
                    PropertyId.SENDING_VIEW_DELIVERY,
                    "a process in no view of the sender was in none when the message was sent")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            List<Anatomy.Stay> enders = anatomy.stays().stream()
                    .filter(stay -> stay.last() && !stay.of("closed").isEmpty())
                    .filter(stay ->
                            stay.of("excluded").isEmpty() && stay.of("left").isEmpty())
                    .toList();
            String ghost = anatomy.ghost();
            anatomy.soloView(ghost, "alone", 1).put("primary", false);
            String m = ghost + ":1";
            anatomy.atEnd(ghost, anatomy.line(ghost, "send", m), anatomy.line(ghost, "sent", m));
            enders.forEach(stay -> anatomy.atEnd(
                    stay.process(), anatomy.line(stay.process(), "deliver", m).put("place", Anatomy.LAST_PLACE)));
            return true;
        }
    },
    /** A view falls apart; one part delivers a message in it, the other in its next view. */
    BEFORE_AND_BEHIND_THE_CUT(
            PropertyId.SAME_VIEW_DELIVERY,
            Shape.partitionable(true),
            Map.of(PropertyId.SENDING_VIEW_DELIVERY, "it asks for one and the same view too")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay sender = anatomy.stay(s -> anatomy.next(s) != null && sentNothingOnTheSide(anatomy, s));
            if (sender == null) {
                return false;
            }
            String there = anatomy.next(sender).id();
            List<Anatomy.Stay> elsewhere = anatomy.in(sender.id()).stream()
                    .filter(s ->
                            anatomy.next(s) != null && !anatomy.next(s).id().equals(there))
                    .toList();
            if (elsewhere.isEmpty()) {
                return false;
            }
            String m = anatomy.freshMessage(sender.process());
            anatomy.before(
                    Anatomy.blockAtTheEndOf(sender),
                    anatomy.line(sender.process(), "send", m),
                    anatomy.line(sender.process(), "sent", m));
            elsewhere.forEach(s -> anatomy.before(
                    anatomy.next(s).view(),
                    anatomy.line(s.process(), "deliver", m).put("place", Anatomy.LAST_PLACE)));
            anatomy.in(there)
                    .forEach(s -> anatomy.after(
                            s.view(), anatomy.line(s.process(), "deliver", m).put("place", 1)));
            return true;
        }
    },
    /** All processes deliver the last message of a view at the beginning of the next. */
    IN_THE_NEXT_VIEW(PropertyId.SENDING_VIEW_DELIVERY, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay mover = anatomy.stay(s -> anatomy.next(s) != null
                    && !anatomy.next(s).view().path("primary").asText().equals("false")
                    && !s.sequence().isEmpty());
            if (mover == null) {
                return false;
            }
            String m = mover.sequence().getLast();
            String next = anatomy.next(mover).id();
            if (anatomy.in(next).stream().noneMatch(s -> s.process().equals(Anatomy.sender(m)))) {
                return false;
            }
            anatomy.in(mover.id())
                    .forEach(s -> s.deliveries().stream()
                            .filter(delivery -> Anatomy.m(delivery).equals(m))
                            .forEach(anatomy::remove));
            anatomy.stripSafe(m);
            anatomy.in(next)
                    .forEach(s -> anatomy.after(
                            s.view(), anatomy.line(s.process(), "deliver", m).put("place", 1)));
            return true;
        }
    },
    /**
     * Two processes go on together, one of them without the last message; that one dies before it can deliver later
     * ones.
     */
    GOES_ALONG_WITHOUT_THE_LAST(PropertyId.VIRTUAL_SYNCHRONY, Shape.partitionable(false)) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.sequence().isEmpty()
                    && anatomy.next(s) != null
                    && anatomy.crashedIn(anatomy.next(s))
                    && !anatomy.together(s).isEmpty());
            if (stay == null) {
                return false;
            }
            anatomy.stripSafe(stay.sequence().getLast());
            anatomy.remove(stay.deliveries().getLast());
            anatomy.next(stay).deliveries().forEach(anatomy::remove);
            anatomy.next(stay).of("safe").forEach(anatomy::remove);
            return true;
        }
    },
    /** A message that a process delivered alone before it died does not bind the processes that went on. */
    ONLY_THE_DEAD_HAVE_IT(
            PropertyId.UNIFORM_AGREEMENT,
            Shape.primary(),
            Map.of(
                    PropertyId.UNIFORM_PREFIX_ORDER,
                    "a process that goes on lacks a message of another's sequence, which is then no prefix")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay dead = anatomy.stay(s -> anatomy.crashedIn(s)
                    && anatomy.in(s.id()).stream().anyMatch(other -> anatomy.next(other) != null)
                    && s.of("send").stream().allMatch(send -> s.sequence().contains(Anatomy.m(send))));
            if (dead == null) {
                return false;
            }
            String m = anatomy.freshMessage(dead.process());
            anatomy.atEnd(
                    dead.process(),
                    anatomy.line(dead.process(), "send", m),
                    anatomy.line(dead.process(), "sent", m),
                    anatomy.line(dead.process(), "deliver", m).put("place", Anatomy.LAST_PLACE));
            return true;
        }
    },
    /** A message is indicated safe although the other part of the view went on without it. */
    SAFE_ON_ONE_SIDE(PropertyId.SAFE_INDICATION, Shape.partitionable(true)) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.sequence().isEmpty()
                    && anatomy.in(s.id()).stream()
                            .anyMatch(other -> anatomy.next(other) != null
                                    && !other.sequence().contains(s.sequence().getLast())));
            if (stay == null) {
                return false;
            }
            String m = stay.sequence().getLast();
            anatomy.after(stay.deliveries().getLast(), anatomy.line(stay.process(), "safe", m));
            return true;
        }
    };

    private static boolean sentNothingOnTheSide(Anatomy anatomy, Anatomy.Stay stay) {
        Set<String> everywhere = new java.util.HashSet<>(stay.sequence());
        anatomy.in(stay.id()).stream()
                .filter(other -> anatomy.next(other) != null)
                .forEach(other -> everywhere.retainAll(other.sequence()));
        return stay.of("send").stream()
                .map(Anatomy::m)
                .allMatch(m -> everywhere.contains(m)
                        || stay.of("failed").stream().anyMatch(f -> Anatomy.m(f).equals(m)));
    }

    /** The deliveries of a process of messages that an earlier process of its node delivered. */
    private static List<ObjectNode> again(Anatomy anatomy, String process) {
        String node = process.substring(0, process.lastIndexOf('.') + 1);
        Set<String> before = anatomy.script.processes.keySet().stream()
                .filter(p -> p.startsWith(node))
                .takeWhile(p -> !p.equals(process))
                .flatMap(p -> anatomy.lines(p).stream())
                .filter(line -> Anatomy.is(line, "deliver"))
                .map(Anatomy::m)
                .collect(Collectors.toSet());
        return anatomy.lines(process).stream()
                .filter(line -> Anatomy.is(line, "deliver") && before.contains(Anatomy.m(line)))
                .toList();
    }

    private final Breach breach;

    BreakDelivery(PropertyId property, Shape shape, Map<PropertyId, String> implied) {
        this.breach = Breach.of(property, shape, implied);
    }

    BreakDelivery(PropertyId property, Shape shape) {
        this(property, shape, Map.of());
    }

    @Override
    public Breach breach() {
        return breach;
    }
}
