package dev.maat.checkers.history;

import java.util.List;

/**
 * The header, with defaults filled in.
 *
 * @param implementation the implementation under test; may be empty
 * @param claims one profile, or property ids, as in the header; empty if nothing is claimed
 * @param membership the kind of group
 * @param generation of the group; may be empty
 * @param nodes of the topology; may be empty
 * @param globalPlaces whether a place is unique over all views, not only within one
 * @param invocationOrder whether one message is before another by invocation, not by return
 * @param resumes whether the processes of a node are one recovering process; in static groups only
 * @param json all keys, as in the header
 */
public record Header(
        String implementation,
        List<String> claims,
        Membership membership,
        String generation,
        List<String> nodes,
        boolean globalPlaces,
        boolean invocationOrder,
        boolean resumes,
        String json) {
    /** The kind of group. */
    public enum Membership {
        /** At most one component goes on. */
        PRIMARY,
        /** Every component goes on. */
        PARTITIONABLE,
        /** No views: one implicit view of the header's nodes. */
        STATIC
    }

    public boolean partitionable() {
        return membership == Membership.PARTITIONABLE;
    }

    public boolean isStatic() {
        return membership == Membership.STATIC;
    }
}
