package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.PropertyId;
import java.util.List;
import java.util.Map;

/** Breaks properties of views and their members. */
enum BreakMembership implements SingleCorruption {
    /** A newcomer installs a view of which it is no member. */
    STRANGER_INSTALLS(PropertyId.SELF_INCLUSION, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            ObjectNode view = anatomy.stay(stay -> true).view().deepCopy();
            String ghost = anatomy.ghost();
            view.remove("transitional");
            anatomy.lines(ghost).add(view.put("p", ghost));
            return true;
        }
    },
    AN_ID_RETURNS(PropertyId.LOCAL_MONOTONICITY, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> anatomy.next(s) != null);
            if (stay == null) {
                return false;
            }
            anatomy.after(anatomy.next(stay).view(), stay.view().deepCopy());
            return true;
        }
    },
    OTHER_RANKS(PropertyId.VIEW_IDENTITY, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s ->
                    s.view().path("members").size() > 2 && anatomy.in(s.id()).size() > 1);
            if (stay == null) {
                return false;
            }
            ArrayNode members = (ArrayNode) stay.view().get("members");
            members.add(members.remove(members.size() - 2));
            return true;
        }
    },
    SENT_OUTSIDE_ANY_VIEW(PropertyId.INITIAL_VIEW_EVENT, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            String ghost = anatomy.ghost();
            anatomy.atEnd(ghost, anatomy.line(ghost, "send", ghost + ":1"), anatomy.line(ghost, "sent", ghost + ":1"));
            return true;
        }
    },
    /** A newcomer installs a primary view of its own with the seq of another one. */
    RIVAL_PRIMARY(PropertyId.PRIMARY_COMPONENT, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            List<Long> seqs = anatomy.stays().stream()
                    .map(stay -> stay.view().path("seq").asLong())
                    .distinct()
                    .sorted()
                    .toList();
            if (seqs.size() < 2) {
                return false;
            }
            anatomy.soloView(anatomy.ghost(), "rival", seqs.get(0));
            return true;
        }
    },
    SKIPS_A_VIEW(
            PropertyId.NO_SKIPPED_VIEW,
            Shape.primary(),
            Map.of(
                    PropertyId.AGREEMENT_ON_SUCCESSORS,
                    "the other members of the view that was jumped to come from the one that was skipped")) {
        @Override
        public boolean apply(Anatomy anatomy) {
            return skipAView(anatomy);
        }
    },
    COMES_FROM_ELSEWHERE(PropertyId.AGREEMENT_ON_SUCCESSORS, Shape.partitionable(false)) {
        @Override
        public boolean apply(Anatomy anatomy) {
            return skipAView(anatomy);
        }
    },
    ONE_MISSING_IN_THE_SET(PropertyId.TRANSITIONAL_SET, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> s.view().path("transitional").size() > 1);
            if (stay == null) {
                return false;
            }
            ArrayNode set = (ArrayNode) stay.view().get("transitional");
            set.remove(set.get(0).asText().equals(stay.process()) ? 1 : 0);
            return true;
        }
    },
    DIES_OF_NOTHING(PropertyId.NO_UNPROVOKED_EXIT, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            ObjectNode crash = anatomy.any(anatomy.script.harness.stream()
                    .filter(line -> Anatomy.is(line, "crash"))
                    .toList());
            if (crash == null) {
                return false;
            }
            crash.put("cause", "unprovoked");
            return true;
        }
    };

    /** Takes a view between two others out of one log, with all messages that this process sent there. */
    private static boolean skipAView(Anatomy anatomy) {
        Anatomy.Stay skipped = anatomy.stay(s -> anatomy.next(s) != null
                && anatomy.stays(s.process()).get(0).view() != s.view()
                && anatomy.in(s.id()).stream()
                        .anyMatch(other -> !other.process().equals(s.process())
                                && anatomy.next(other) != null
                                && anatomy.stays(other.process()).get(0).view() != other.view()
                                && anatomy.next(other)
                                        .id()
                                        .equals(anatomy.next(s).id())));
        if (skipped == null) {
            return false;
        }
        skipped.of("send").forEach(send -> anatomy.removeMessage(Anatomy.m(send)));
        skipped.lines().forEach(line -> anatomy.lines(skipped.process()).removeIf(own -> own == line));
        anatomy.stripKey("transitional");
        return true;
    }

    private final Breach breach;

    BreakMembership(PropertyId property, Shape shape, Map<PropertyId, String> implied) {
        this.breach = Breach.of(property, shape, implied);
    }

    BreakMembership(PropertyId property, Shape shape) {
        this(property, shape, Map.of());
    }

    @Override
    public Breach breach() {
        return breach;
    }
}
