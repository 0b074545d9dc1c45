package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.PropertyId;
import java.util.Map;
import java.util.Set;

/** Breaks properties of a group's behaviour towards the application and the machine. */
enum BreakConduct implements SingleCorruption {
    RETURNS_WHILE_BLOCKED(PropertyId.BLOCKING, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.of("sent").isEmpty());
            if (stay == null) {
                return false;
            }
            ObjectNode sent = anatomy.any(stay.of("sent"));
            anatomy.before(anatomy.sendOf(Anatomy.m(sent)), anatomy.line(stay.process(), "block"));
            anatomy.after(sent, anatomy.line(stay.process(), "unblock"));
            return true;
        }
    },
    TWO_UPCALLS_AT_ONCE(PropertyId.SERIAL_UPCALLS, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> !s.deliveries().isEmpty());
            if (stay == null) {
                return false;
            }
            anatomy.after(
                    anatomy.any(stay.deliveries()),
                    anatomy.line(stay.process(), "overlap").put("with", "view"));
            return true;
        }
    },
    LOADS_SOMETHING_ELSE(PropertyId.STATE_TRANSFER, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> s.of("state").stream()
                    .anyMatch(state -> state.path("dir").asText().equals("in")));
            if (stay == null) {
                return false;
            }
            stay.of("state").get(0).put("digest", "0bad");
            return true;
        }
    },
    /** The run is quiet, no fault is on, and the core installs one more view. */
    A_VIEW_FROM_NOWHERE(PropertyId.NO_SPURIOUS_VIEW, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Set<String> core = anatomy.core();
            if (core.isEmpty()) {
                return false;
            }
            for (String p : core) {
                ObjectNode view = anatomy.line(p, "view");
                ObjectNode last = anatomy.stays(p).getLast().view();
                view.put("id", "spurious").put("seq", last.path("seq").asLong() + 1);
                view.set("members", last.get("members"));
                ArrayNode set = view.putArray("transitional");
                last.path("members").forEach(set::add);
                anatomy.atEnd(p, anatomy.line(p, "block"), view, anatomy.line(p, "unblock"));
            }
            return true;
        }
    },
    MORE_THAN_THE_BOUND(PropertyId.BOUNDED_MEMORY, Shape.primary()) {
        @Override
        public boolean apply(Anatomy anatomy) {
            Anatomy.Stay stay = anatomy.stay(s -> true);
            anatomy.after(
                    stay.view(),
                    anatomy.line(stay.process(), "sample").put("buffered", 101).put("bound", 100));
            return true;
        }
    };

    private final Breach breach;

    BreakConduct(PropertyId property, Shape shape, Map<PropertyId, String> implied) {
        this.breach = Breach.of(property, shape, implied);
    }

    BreakConduct(PropertyId property, Shape shape) {
        this(property, shape, Map.of());
    }

    @Override
    public Breach breach() {
        return breach;
    }
}
