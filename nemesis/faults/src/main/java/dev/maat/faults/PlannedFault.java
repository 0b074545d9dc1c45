package dev.maat.faults;

import org.jspecify.annotations.Nullable;

/**
 * A fault with its time.
 *
 * @param id positive, distinct within a plan; a fault that is taken out of a plan leaves the others' ids alone
 * @param atMillis when it is done, since the workload began
 * @param forMillis how long it lasts; null: until the core is healed. Always null for a fault that is over at once
 * @param mustBite whether a run in which it had no effect is inconclusive
 */
public record PlannedFault(int id, long atMillis, @Nullable Long forMillis, Fault fault, boolean mustBite) {
    public PlannedFault {
        if (id < 1) {
            throw new IllegalArgumentException("fault ids begin at 1, not " + id);
        }
        Checks.millis("fault " + id + ": atMillis", atMillis);
        if (forMillis != null) {
            if (!fault.kind().lasting()) {
                throw new IllegalArgumentException(
                        "fault " + id + ": a " + fault.kind() + " is over at once and cannot have forMillis");
            }
            Checks.millis("fault " + id + ": forMillis", forMillis);
        }
    }
}
