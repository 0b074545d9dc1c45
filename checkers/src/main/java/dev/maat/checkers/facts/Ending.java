package dev.maat.checkers.facts;

/**
 * What the end of a history says of a process that still owes something in its last configuration. Extended virtual synchrony
 * asks that it comes, unless the process fails; what a finite history can say of that is what the core shows at rest.
 */
public enum Ending {
    /** It crashed, or left, or was excluded: EVS knows no leaving, who goes has failed. */
    FAILED,
    /** It is core, and the run was at rest: what it has not done by then it never does. */
    DUE,
    /** The run was at rest, and it is not core: nothing is decided on it. */
    EXCUSED,
    /** The run was never seen at rest, or not on a core that liveness can be judged on. */
    UNDECIDED;

    public static Ending of(Facts facts, int p) {
        if (failed(facts, p)) {
            return FAILED;
        }
        if (facts.core.unknown() != null || facts.core.inapplicable() != null) {
            return UNDECIDED;
        }
        return facts.core.has(p) ? DUE : EXCUSED;
    }

    public static boolean failed(Facts facts, int p) {
        var log = facts.history.log(p);
        return log != null && (log.crash() != null || facts.views.gone(p) != Integer.MAX_VALUE);
    }

    /** Why it cannot be said what becomes of what is owed. */
    public static String why(Facts facts) {
        String unknown = facts.core.unknown();
        String inapplicable = facts.core.inapplicable();
        return unknown != null ? unknown : inapplicable != null ? inapplicable : "the log is incomplete";
    }
}
