package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.PropertyId;
import java.util.List;
import java.util.Map;

/** Breaks liveness: what the core owes once the run is quiet. */
enum BreakLiveness implements SingleCorruption {
    /** A message sent in an earlier view is never delivered, not even by its sender. */
    NEVER_GETS_ITS_OWN(PropertyId.VALIDITY, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            return sendBefore(anatomy) != null;
        }
    },
    A_SEND_NEVER_RETURNS(PropertyId.SEND_LIVENESS, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.judgesLiveness() ? anatomy.stay(anatomy::endsInCore) : null;
            if (stay == null || stay.of("sent").isEmpty()) {
                return false;
            }
            anatomy.remove(anatomy.any(stay.of("sent")));
            return true;
        }
    },
    /** A message sent across the last change of views is delivered by all core processes but one. */
    ONE_OF_THE_CORE_LACKS_IT(
            PropertyId.AGREEMENT,
            Shape.partitionable(false),
            Map.of(
                    PropertyId.VIEW_AGREEMENT, "the view where it is delivered is one where it was sent",
                    PropertyId.TERMINATION_OF_DELIVERY, "its sender stays, and it does not reach all")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            String m = sendAcross(anatomy);
            return m != null && deliverAtAllButOne(anatomy, m);
        }
    },
    /** A message sent before the last change of views is delivered behind it, by all core processes but one. */
    ONE_OF_THE_CORE_LACKS_AN_EARLIER_ONE(
            PropertyId.VIEW_AGREEMENT,
            Shape.partitionable(false),
            Map.of(PropertyId.SENDING_VIEW_DELIVERY, "the view where it is delivered is none where it was sent")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            String m = sendBefore(anatomy);
            return m != null && deliverAtAllButOne(anatomy, m);
        }
    },
    A_MEMBER_THAT_IS_NOT_OF_THE_CORE(PropertyId.MEMBERSHIP_PRECISION, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            if (!anatomy.judgesLiveness() || anatomy.quiet().path("core").size() < 3) {
                return false;
            }
            ((ArrayNode) anatomy.quiet().get("core")).remove(2);
            return true;
        }
    },
    NOBODY_GETS_IT(
            PropertyId.MULTICAST_LIVENESS,
            Shape.primary(),
            Map.of(
                    PropertyId.VALIDITY, "no process delivers it, so its sender does not",
                    PropertyId.TERMINATION_OF_DELIVERY, "no process delivers it, and its sender stays")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            anatomy.stripLines("safe");
            Anatomy.Stay stay = anatomy.judgesLiveness() ? anatomy.stay(anatomy::endsInCore) : null;
            if (stay == null) {
                return false;
            }
            String m = anatomy.freshMessage(stay.process());
            anatomy.atEnd(
                    stay.process(), anatomy.line(stay.process(), "send", m), anatomy.line(stay.process(), "sent", m));
            return true;
        }
    },
    /** The newest view was announced to a newcomer alone, which died; the core stands still in the view before. */
    STANDS_STILL_AFTER_A_LOST_DECISION(
            PropertyId.MULTICAST_LIVENESS,
            Shape.primary(),
            Map.of(
                    PropertyId.VALIDITY, "no process delivers it, so its sender does not",
                    PropertyId.TERMINATION_OF_DELIVERY, "no process delivers it, and its sender stays")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            if (!NOBODY_GETS_IT.apply(anatomy)) {
                return false;
            }
            String newcomer = anatomy.ghost();
            ObjectNode view = anatomy.soloView(newcomer, "lost", NEWEST_SEQ);
            anatomy.core().forEach(p -> ((ArrayNode) view.get("members")).add(p));
            return true;
        }
    },
    NOT_TOLD_SAFE(PropertyId.SAFE_LIVENESS, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.judgesLiveness() ? anatomy.stay(anatomy::endsInCore) : null;
            if (stay == null || stay.of("safe").size() < 2) {
                return false;
            }
            anatomy.remove(anatomy.any(stay.of("safe")));
            return true;
        }
    },
    /** A message sent across the last change of views, so in no single view, is delivered by no process. */
    LOST_ACROSS_THE_CHANGE(
            PropertyId.TERMINATION_OF_DELIVERY,
            Shape.primary(),
            Map.of(PropertyId.VALIDITY, "no process delivers it, so its sender does not")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            return sendAcross(anatomy) != null;
        }
    };

    /** Above every seq that the generator gives. */
    private static final long NEWEST_SEQ = 1_000_000;

    /** A stay of a core process that ends in its next view together with another one. */
    private static Anatomy.Stay beforeTheLast(Anatomy anatomy) {
        return anatomy.judgesLiveness() && anatomy.core().size() > 1
                ? anatomy.stay(s -> anatomy.next(s) != null && anatomy.endsInCore(anatomy.next(s)))
                : null;
    }

    /** A message sent and returned before the last change of views, and the last of its sender; or null. */
    private static String sendBefore(Anatomy anatomy) {
        Anatomy.Stay stay = beforeTheLast(anatomy);
        if (stay == null) {
            return null;
        }
        silence(anatomy, anatomy.next(stay));
        String m = anatomy.freshMessage(stay.process());
        anatomy.before(
                Anatomy.blockAtTheEndOf(stay),
                anatomy.line(stay.process(), "send", m),
                anatomy.line(stay.process(), "sent", m));
        return m;
    }

    /** Delivers a message at the end of every core process but one, which is not its sender; false if there is none. */
    private static boolean deliverAtAllButOne(Anatomy anatomy, String m) {
        List<String> others = anatomy.core().stream()
                .filter(p -> !p.equals(Anatomy.sender(m)))
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        String lacking = anatomy.any(others);
        anatomy.core().stream()
                .filter(p -> !p.equals(lacking))
                .forEach(p -> anatomy.atEnd(p, anatomy.line(p, "deliver", m).put("place", Anatomy.LAST_PLACE)));
        return true;
    }

    /**
     * A message sent before the last change of views whose send returns behind it, and the last of its sender; or null.
     */
    private static String sendAcross(Anatomy anatomy) {
        Anatomy.Stay stay = beforeTheLast(anatomy);
        if (stay == null) {
            return null;
        }
        silence(anatomy, anatomy.next(stay));
        String m = anatomy.freshMessage(stay.process());
        anatomy.before(Anatomy.blockAtTheEndOf(stay), anatomy.line(stay.process(), "send", m));
        anatomy.after(anatomy.next(stay).view(), anatomy.line(stay.process(), "sent", m));
        return m;
    }

    /** Removes the messages that a process sent in a view, so that no process has a gap before a later one. */
    private static void silence(Anatomy anatomy, Anatomy.Stay stay) {
        stay.of("send").forEach(send -> anatomy.removeMessage(Anatomy.m(send)));
    }

    private final Breach breach;

    BreakLiveness(PropertyId property, Shape shape, Map<PropertyId, String> implied) {
        this.breach = Breach.of(property, shape, implied);
    }

    BreakLiveness(PropertyId property, Shape shape) {
        this(property, shape, Map.of());
    }

    @Override
    public Breach breach() {
        return breach;
    }
}
