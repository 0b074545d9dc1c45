package dev.maat.scenario.conductor.faults;

import dev.maat.faults.Marks;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.port.Observation;
import org.jspecify.annotations.Nullable;

/** Reads marks out of observations. */
final class MarkReader {
    private final Roster roster;

    MarkReader(Roster roster) {
        this.roster = roster;
    }

    /** The name of the mark that an observation may stand for; null: it stands for none. Nothing else of it is looked at. */
    static @Nullable String name(Observation in) {
        return switch (in) {
            case Observation.InPhase it -> it.name();
            case Observation.Started it -> Marks.START;
            case Observation.Exited it -> Marks.EXIT;
            case Observation.Suspected it -> Marks.SUSPICION;
            case Observation.Installed it -> Marks.VIEW;
            case Observation.Delivered it -> Marks.FIRST_DELIVERY;
            case Observation.TookState it -> Marks.STATE_TAKEN;
            case Observation.LoadedState it -> Marks.STATE_LOADED;
            default -> null;
        };
    }

    /** The mark that a process has come to; null: none. The roster knows the observation already. */
    @Nullable
    MarkSeen read(Observation in) {
        return switch (in) {
            case Observation.InPhase it -> seen(it.name(), !it.on(), true, it.process());
            case Observation.Started it -> seen(Marks.START, false, false, it.process());
            case Observation.Exited it -> seen(Marks.EXIT, false, false, it.process());
            case Observation.Suspected it -> seen(Marks.SUSPICION, !it.on(), false, it.process());
            case Observation.Installed it -> seen(Marks.VIEW, false, false, it.process());
            case Observation.Delivered it -> {
                NodeState node = roster.of(it.process());
                yield node.signs().isFirstDelivery() ? seen(Marks.FIRST_DELIVERY, false, false, it.process()) : null;
            }
            case Observation.TookState it -> seen(Marks.STATE_TAKEN, false, false, it.process());
            case Observation.LoadedState it -> seen(Marks.STATE_LOADED, false, false, it.process());
            default -> null;
        };
    }

    /** A mark of an earlier process of the node comes too late. */
    private @Nullable MarkSeen seen(String mark, boolean ends, boolean lasts, String process) {
        return roster.of(process).isProcess(process) ? new MarkSeen(mark, ends, lasts, process) : null;
    }
}
