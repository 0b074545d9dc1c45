package dev.maat.reference.packet;

import org.jspecify.annotations.Nullable;

/**
 * Names a view in a packet.
 *
 * @param seq the view's number; {@link #NO_VIEW} where there is none
 * @param tag a hash of the view's id: equal numbers of different views are told apart
 */
public record ViewRef(long seq, long tag) {
    public static final long NO_VIEW = -1;

    /** The reference of a process that has installed nothing and is no founder. */
    public static final ViewRef NONE = new ViewRef(NO_VIEW, 0);

    public static ViewRef of(long seq, String id) {
        return new ViewRef(seq, Tags.of(id));
    }

    // Written out for speed: every packet's view is compared.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewRef that && seq == that.seq && tag == that.tag;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seq * 31 + tag);
    }
}
