package dev.maat.engine.shrink;

import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes simpler faults of a fault. Each is simpler by one step, and no sequence of steps leads back. */
final class FaultParts {
    private FaultParts() {}

    /** The fault of a group without this node; empty if nothing is left of it. */
    static Optional<PlannedFault> without(PlannedFault planned, String node) {
        if (planned.moment() instanceof Moment.OnMark when && when.by().equals(node)) {
            return Optional.empty();
        }
        return switch (planned.fault()) {
            case Fault.Partition partition -> partitionWithout(partition, node).map(planned::withFault);
            case Fault.OnLinks onLinks
            when !onLinks.links().isEmpty() -> {
                List<Link> left = onLinks.links().stream()
                        .filter(link -> !link.from().equals(node) && !link.to().equals(node))
                        .toList();
                // A fault without links would be on all of them.
                yield left.isEmpty() ? Optional.empty() : Optional.of(planned.withFault(onLinks(onLinks, left)));
            }
            case Fault.OnLinks onAll -> Optional.of(planned);
            case Fault.OnNode onNode -> onNode.node().equals(node) ? Optional.empty() : Optional.of(planned);
        };
    }

    private static Optional<Fault> partitionWithout(Fault.Partition partition, String node) {
        List<List<String>> groups = partition.groups().stream()
                .map(group ->
                        group.stream().filter(other -> !other.equals(node)).toList())
                .filter(group -> !group.isEmpty())
                .toList();
        return groups.size() < 2
                ? Optional.empty()
                : Optional.of(new Fault.Partition(groups, partition.refusesConnections()));
    }

    private static Fault onLinks(Fault.OnLinks fault, List<Link> links) {
        return switch (fault) {
            case Fault.OneWayCut cut -> new Fault.OneWayCut(links);
            case Fault.Loss loss -> new Fault.Loss(links, loss.percent());
            case Fault.BurstLoss loss -> new Fault.BurstLoss(links, loss.startPerMille(), loss.meanPackets());
            case Fault.Corrupt corrupt -> new Fault.Corrupt(links, corrupt.percent());
            case Fault.Replay replay -> new Fault.Replay(links, replay.percent(), replay.afterMillis());
            case Fault.Latency latency -> new Fault.Latency(links, latency.delayMillis(), latency.jitterMillis());
            case Fault.Duplicate duplicate -> new Fault.Duplicate(links, duplicate.percent());
            case Fault.Reorder reorder -> new Fault.Reorder(links, reorder.percent(), reorder.holdMillis());
            case Fault.Reset reset -> new Fault.Reset(links);
        };
    }

    /** The faults that are simpler by one step, the most simplified first. */
    static List<PlannedFault> simpler(PlannedFault planned) {
        List<PlannedFault> all = new ArrayList<>();
        moments(planned.moment()).forEach(moment -> all.add(at(planned, moment)));
        faults(planned.fault()).forEach(fault -> all.add(withFault(planned, fault)));
        if (planned.mustBite()) {
            all.add(new PlannedFault(planned.id(), planned.moment(), planned.forMillis(), planned.fault(), false));
        }
        return all;
    }

    static PlannedFault at(PlannedFault planned, Moment moment) {
        return new PlannedFault(planned.id(), moment, planned.forMillis(), planned.fault(), planned.mustBite());
    }

    static PlannedFault lasting(PlannedFault planned, long millis) {
        return new PlannedFault(planned.id(), planned.moment(), millis, planned.fault(), planned.mustBite());
    }

    private static PlannedFault withFault(PlannedFault planned, Fault fault) {
        @Nullable Long length = fault.kind().lasting() ? planned.forMillis() : null;
        return new PlannedFault(planned.id(), planned.moment(), length, fault, planned.mustBite());
    }

    private static List<Moment> moments(Moment moment) {
        List<Moment> simpler = new ArrayList<>();
        if (moment instanceof Moment.OnMark m) {
            if (m.times() > 1) {
                simpler.add(new Moment.OnMark(
                        m.mark(), m.ends(), m.by(), m.nth(), 1, m.delayMicros(), m.notBeforeMillis()));
            }
            if (m.delayMicros() > 0) {
                simpler.add(new Moment.OnMark(m.mark(), m.ends(), m.by(), m.nth(), m.times(), 0, m.notBeforeMillis()));
            }
            if (m.nth() > 1) {
                simpler.add(new Moment.OnMark(
                        m.mark(), m.ends(), m.by(), 1, m.times(), m.delayMicros(), m.notBeforeMillis()));
            }
            if (m.notBeforeMillis() > 0) {
                simpler.add(new Moment.OnMark(m.mark(), m.ends(), m.by(), m.nth(), m.times(), m.delayMicros(), 0));
            }
            if (!m.by().isEmpty()) {
                simpler.add(new Moment.OnMark(
                        m.mark(), m.ends(), "", m.nth(), m.times(), m.delayMicros(), m.notBeforeMillis()));
            }
        }
        return simpler;
    }

    private static List<Fault> faults(Fault fault) {
        List<Fault> simpler = new ArrayList<>();
        switch (fault) {
            case Fault.Partition partition -> {
                if (partition.refusesConnections()) {
                    simpler.add(new Fault.Partition(partition.groups()));
                }
                partition
                        .nodes()
                        .forEach(node -> partitionWithout(partition, node).ifPresent(simpler::add));
            }
            case Fault.CrashPoint crash -> {
                simpler.add(new Fault.Kill(crash.node()));
                if (crash.afterDestinations() != null) {
                    simpler.add(new Fault.CrashPoint(crash.node(), crash.afterEffects(), null, crash.withinMillis()));
                }
                if (crash.afterEffects() > 0) {
                    simpler.add(new Fault.CrashPoint(crash.node(), 0, crash.afterDestinations(), crash.withinMillis()));
                }
            }
            case Fault.Restart restart -> simpler.add(new Fault.Kill(restart.node()));
            case Fault.OnLinks onLinks -> {
                if (onLinks instanceof Fault.Latency latency && latency.jitterMillis() > 0) {
                    simpler.add(new Fault.Latency(latency.links(), latency.delayMillis(), 0));
                }
                for (Link link : onLinks.links().size() > 1 ? onLinks.links() : List.<Link>of()) {
                    simpler.add(onLinks(
                            onLinks,
                            onLinks.links().stream()
                                    .filter(other -> !other.equals(link))
                                    .toList()));
                }
            }
            case Fault.OnNode whole -> {}
        }
        return simpler;
    }
}
