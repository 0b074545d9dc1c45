package dev.maat.checkers.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a view line that describe the view itself. Equal lines share one content, so contents are compared by identity.
 */
public final class ViewContent {
    private final String id;
    private final int idNumber;
    private final long seq;
    private final int[] members;
    private final int[] sorted;
    private final boolean primary;
    private final String generation;
    private final @Nullable String transitionalOf;

    ViewContent(
            String id,
            int idNumber,
            long seq,
            int[] members,
            boolean primary,
            String generation,
            @Nullable String transitionalOf) {
        this.id = id;
        this.idNumber = idNumber;
        this.seq = seq;
        this.members = members;
        this.sorted = members.clone();
        Arrays.sort(this.sorted);
        this.primary = primary;
        this.generation = generation;
        this.transitionalOf = transitionalOf;
    }

    /** Equal ids mean the same view. */
    public String id() {
        return id;
    }

    /** Dictionary number of the id, dense from 0. */
    public int idNumber() {
        return idNumber;
    }

    /** The implementation's own number. */
    public long seq() {
        return seq;
    }

    /** How many members it has. */
    public int size() {
        return members.length;
    }

    /** The member with a rank, from 0, as a process number. */
    public int member(int rank) {
        return members[rank];
    }

    /** Whether a process is a member. */
    public boolean has(int process) {
        return Arrays.binarySearch(sorted, process) >= 0;
    }

    public boolean primary() {
        return primary;
    }

    public String generation() {
        return generation;
    }

    /** Whether this is a regular view; else it is a transitional view of {@link #transitionalOf()}. */
    public boolean regular() {
        return transitionalOf == null;
    }

    /** The regular view that a transitional view belongs to; null for a regular view. */
    public @Nullable String transitionalOf() {
        return transitionalOf;
    }

    boolean sameMembersInOrder(int[] others) {
        return Arrays.equals(members, others);
    }
}
