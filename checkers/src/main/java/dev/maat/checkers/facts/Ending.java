package dev.maat.checkers.facts;

/**
 * How the end of a history counts for a process that still owes an event in its last configuration. Extended virtual synchrony
 * demands that the event comes unless the process fails. A finite history can show only whether it has come when the core is at
 * rest.
 */
public enum Ending {
    /** The process crashed, left or was excluded. EVS has no leaving: a process that leaves has failed. */
    FAILED,
    /** The process is core and the run was at rest: an event that has not come by then never comes. */
    DUE,
    /** The run was at rest, and the process is not core: it is not judged. */
    EXCUSED,
    /** The run was never seen at rest, or not on a core that liveness can be judged on, or no log shows whether the process is core. */
    UNDECIDED;

    public static Ending of(Facts facts, int p) {
        if (failed(facts, p)) {
            return FAILED;
        }
        if (facts.core.unknown() != null || facts.core.inapplicable() != null || facts.core.missingNode(p) != null) {
            return UNDECIDED;
        }
        return facts.core.has(p) ? DUE : EXCUSED;
    }

    public static boolean failed(Facts facts, int p) {
        var log = facts.history.log(p);
        return log != null && (log.crash() != null || facts.views.gone(p) != Integer.MAX_VALUE);
    }

    /** Why it is undecided whether an owed event comes. */
    public static String why(Facts facts) {
        String unknown = facts.core.unknown();
        String inapplicable = facts.core.inapplicable();
        String missing = facts.core.missing().isEmpty() ? "the log is incomplete" : facts.core.whyMissing();
        return unknown != null ? unknown : inapplicable != null ? inapplicable : missing;
    }
}
