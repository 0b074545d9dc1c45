package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * A part that nodes play at the moment when a fault falls due. A fault at a {@link Moment.OnMark} may name a role in the place of a
 * node: {@code "@coordinator"}. A role of several nodes stands for all of them in the groups of a partition and at the ends of links,
 * and for the first of them where a fault is of one node.
 */
public enum Role {
    /** The node whose process came to the mark. */
    MARKER("@marker"),
    /** A running node other than the marker; drawn. */
    OTHER("@other"),
    /** The node that coordinates the view change, as far as it marks that; else the first live member of the newest view. */
    COORDINATOR("@coordinator"),
    /** The next live member in rank order after the coordinator. */
    NEXT_COORDINATOR("@next-coordinator"),
    /** The first member of the newest view. */
    SEQUENCER("@sequencer"),
    /** The node that started last and is not in a view yet, or has not loaded the state yet. */
    JOINER("@joiner"),
    /** The first live member of the newest view that is no joiner. */
    STATE_PROVIDER("@state-provider"),
    /** The marker with the nodes after it, as many as are fewer than half of all. */
    MINORITY("@minority"),
    /** All nodes but the minority. */
    MAJORITY("@majority"),
    /** All nodes but the marker. */
    REST("@rest");

    /** The first character of a role; no node's name begins with it. */
    public static final String SIGN = "@";

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word for it in plans, with its sign. */
    public String word() {
        return word;
    }

    /**
     * The role with this word.
     *
     * @throws IllegalArgumentException naming the known words
     */
    public static Role named(String word) {
        List<String> words = new ArrayList<>();
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return role;
            }
            words.add(role.word);
        }
        throw new IllegalArgumentException("there is no role '" + word + "'; choose from " + String.join(", ", words));
    }

    @Override
    public String toString() {
        return word;
    }
}
