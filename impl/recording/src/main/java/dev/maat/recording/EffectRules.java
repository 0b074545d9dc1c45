package dev.maat.recording;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules that make an effect an effect: no part of it is missing, and it can be written down such that a reader of the history
 * takes it. Whether it is right is the checkers' business: a view without the process itself passes here.
 */
public final class EffectRules {
    /** Longer names are refused: a line of the history must stay readable. */
    public static final int MAX_NAME_CHARS = 1_024;

    public static final int MAX_MEMBERS = 10_000;

    private EffectRules() {}

    /** A fault of an effect, as a sentence about the core; null if there is none. */
    @SuppressWarnings("ConstantValue")
    static @Nullable String objection(@Nullable Effect effect, Limits limits) {
        return switch (effect) {
            case null -> "the core added null as an effect";
            case Effect.Send send ->
                send(send.to(), send.packet(), send.packet() == null ? 0 : send.packet().length, limits);
            case Effect.Deliver deliver -> missing("Deliver", deliver.sender(), deliver.payload());
            case Effect.InstallView install -> view(install.view());
            case Effect.TakeSnapshot take -> name("the view of TakeSnapshot", take.viewId());
            case Effect.LoadSnapshot load ->
                load.state() == null
                        ? missing("LoadSnapshot", load.viewId(), null)
                        : name("the view of LoadSnapshot", load.viewId());
            case Effect.ReleaseSnapshot release -> name("the view of ReleaseSnapshot", release.viewId());
            case Effect.StorePiece piece ->
                piece.bytes() == null
                        ? missing("StorePiece", piece.viewId(), null)
                        : name("the view of StorePiece", piece.viewId());
            case Effect.LoadStored load -> name("the view of LoadStored", load.viewId());
            case Effect.Suspect suspect -> missing("Suspect", suspect.who(), "");
            case Effect.Phase phase -> name("a phase", phase.name());
            case Effect.SetTimer ignored -> null;
            case Effect.CancelTimer ignored -> null;
            case Effect.Block ignored -> null;
            case Effect.Unblock ignored -> null;
            case Effect.Accepted ignored -> null;
            case Effect.Refused ignored -> null;
            case Effect.Stable ignored -> null;
            case Effect.Left ignored -> null;
            case Effect.Excluded ignored -> null;
            case Effect.LostQuorum ignored -> null;
            case Effect.Backpressure ignored -> null;
            case Effect.Sample ignored -> null;
        };
    }

    /** A fault of a packet of that length, or of one that is yet to be written and may get as long; null if there is none. */
    static @Nullable String send(@Nullable Destination to, @Nullable Object packet, int bytes, Limits limits) {
        if (to == null || packet == null || bytes < 0 || (to instanceof Destination.Node node && isNull(node.name()))) {
            return missing("Send", null, null);
        }
        return bytes > limits.maxPacketBytes() ? limits.tooLong(bytes) : null;
    }

    /** A fault of a view; null if there is none. */
    public static @Nullable String view(@Nullable View view) {
        if (view == null) {
            return "a view is null";
        }
        String objection = name("a view", view.id());
        if (objection != null) {
            return objection;
        }
        if (view.members().isEmpty()) {
            return "view " + view.id() + " has no members";
        }
        objection = members(view.id(), view.members());
        List<ProcessId> transitional = view.transitional();
        return objection != null || transitional == null ? objection : members(view.id(), transitional);
    }

    private static @Nullable String members(String view, List<ProcessId> members) {
        if (members.size() > MAX_MEMBERS) {
            return "view " + view + " has more than " + MAX_MEMBERS + " members";
        }
        TreeSet<ProcessId> seen = new TreeSet<>();
        for (ProcessId member : members) {
            if (member.node().length() > MAX_NAME_CHARS) {
                return "view " + view + " has a member whose name has more than " + MAX_NAME_CHARS + " characters";
            }
            if (!seen.add(member)) {
                return "view " + view + " has member " + member + " twice";
            }
        }
        return null;
    }

    /** A fault of a name; null if there is none. */
    public static @Nullable String name(String bearer, @Nullable String name) {
        if (name == null) {
            return bearer + " has null as its name";
        }
        return name.length() > MAX_NAME_CHARS
                ? bearer + " has a name of more than " + MAX_NAME_CHARS + " characters"
                : null;
    }

    private static @Nullable String missing(String effect, @Nullable Object one, @Nullable Object other) {
        return one == null || other == null ? "the core added " + effect + " with null in it" : null;
    }

    private static boolean isNull(@Nullable Object value) {
        return value == null;
    }
}
