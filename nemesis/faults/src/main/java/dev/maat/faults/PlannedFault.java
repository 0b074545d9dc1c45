package dev.maat.faults;

import org.jspecify.annotations.Nullable;

/**
 * A fault and the moment at which it falls due.
 *
 * @param id positive, distinct within a plan; a fault that is taken out of a plan leaves the ids of the others unchanged
 * @param moment when it is injected
 * @param forMillis how long it lasts; null: until the core is healed. Always null for a fault that is over at once
 * @param mustBite whether a run in which none of its falls had an effect is inconclusive
 */
public record PlannedFault(int id, Moment moment, @Nullable Long forMillis, Fault fault, boolean mustBite) {
    public PlannedFault {
        if (id < 1) {
            throw new IllegalArgumentException("fault ids begin at 1, not " + id);
        }
        if (forMillis != null) {
            if (!fault.kind().lasting()) {
                throw new IllegalArgumentException(
                        "fault " + id + ": a " + fault.kind() + " is over at once and cannot have forMillis");
            }
            Checks.millis("fault " + id + ": forMillis", forMillis);
        }
        for (String name : fault.nodes()) {
            if (name.startsWith(Role.SIGN) && !(moment instanceof Moment.OnMark)) {
                throw new IllegalArgumentException("fault " + id + ": " + name
                        + " is a role, which nodes play at a mark only; name a node, or give \"when\" in the place of"
                        + " atMillis");
            }
        }
    }

    /** Another fault in the place of this one. */
    public PlannedFault withFault(Fault other) {
        return new PlannedFault(id, moment, forMillis, other, mustBite);
    }

    /** The same fault under another id. */
    public PlannedFault withId(int newId) {
        return new PlannedFault(newId, moment, forMillis, fault, mustBite);
    }

    /** Whether it falls due at a moment of the protocol. */
    public boolean isOnMark() {
        return moment instanceof Moment.OnMark;
    }

    /** A fault at a time, in milliseconds since the workload began. */
    public PlannedFault(int id, long atMillis, @Nullable Long forMillis, Fault fault, boolean mustBite) {
        this(id, new Moment.At(atMillis), forMillis, fault, mustBite);
    }
}
