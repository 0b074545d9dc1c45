package dev.maat.engine.certify.plan;

import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.certify.plan.Plan.NotRun;
import dev.maat.faults.Capabilities;
import java.util.List;
import java.util.Optional;

/**
 * The battery's part of a plan in one deployment over one transport.
 *
 * @param pure whether the implementation makes pure cores; else nobody knows before a run whether it marks phases of its protocol
 * @param runs of each case
 */
record BatteryShares(BatteryTarget target, Capabilities capabilities, boolean pure, int runs) {
    /** Adds a share for each case that suits, and the others with the reason. */
    void addTo(List<Share> shares, List<NotRun> notRun, int kept, long masterSeed) {
        if (runs == 0) {
            notRun.add(new NotRun(BatterySource.ALL, target.deployment(), target.transport(), "it was not asked for"));
            return;
        }
        for (BatteryCase battery : Battery.cases()) {
            String source = BatterySource.name(battery);
            Optional<String> why = notFor(battery);
            if (why.isPresent()) {
                notRun.add(new NotRun(source, target.deployment(), target.transport(), why.get()));
            } else {
                shares.add(new Share(
                        source,
                        target.deployment(),
                        target.transport(),
                        target.deterministic() ? Math.min(kept, runs) : runs,
                        Seeds.first(runs, masterSeed, source, target.deployment(), target.transport())));
            }
        }
    }

    private Optional<String> notFor(BatteryCase battery) {
        return battery.notFor(target, capabilities)
                .or(() -> !pure && battery.needsMarks()
                        ? Optional.of(
                                "the case is about a phase that an implementation has to mark, and of one that is no"
                                        + " pure core nobody knows beforehand that it does; 'maat run --battery' tries it")
                        : Optional.empty());
    }
}
