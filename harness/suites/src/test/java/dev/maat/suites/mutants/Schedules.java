package dev.maat.suites.mutants;

import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.hunt.HuntConfiguration;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The schedules that mutants are hunted with: fixed, so that a score can be measured again. */
final class Schedules {
    private static final String UDP = "udp";

    /** Of each configuration; {@code -Dmaat.pit.seeds} for more. */
    private static final int SEEDS = Integer.getInteger("maat.pit.seeds", 2);

    private static final long DURATION_MILLIS = 10_000;

    private static final Implementation REFERENCE = Implementations.scan(
                    Path.of(System.getProperty("maat.root"), "impl/reference/src/main"))
            .find("reference");

    private Schedules() {}

    /** The cases of the battery that the reference can be brought to in simulation, in total order. */
    static List<Schedule> battery() {
        BatteryTarget target = new BatteryTarget(
                REFERENCE, Deployments.SIMULATION, true, UDP, "total", Implementation.PLAIN, null, "test");
        List<Schedule> schedules = new ArrayList<>();
        for (BatteryCase each : Battery.cases()) {
            if (each.notFor(target, Simulation.capabilities(UDP)).isEmpty()) {
                schedules.add(new Schedule(each.name(), each.scenario(target, 1)));
            }
        }
        return schedules;
    }

    /** Each configuration in turn, each turn under the next seed: more seeds leave the first ones as they are. */
    static List<Schedule> hunt() {
        List<HuntConfiguration> configurations = configurations();
        List<Schedule> schedules = new ArrayList<>();
        for (int turn = 0; turn < SEEDS; turn++) {
            for (HuntConfiguration each : configurations) {
                long seed = 1 + schedules.size();
                schedules.add(new Schedule(each.words() + ", " + seed, drawn(each, seed)));
            }
        }
        return schedules;
    }

    /** Each order with each delivery and each way to repair losses. */
    private static List<HuntConfiguration> configurations() {
        List<HuntConfiguration> configurations = new ArrayList<>();
        REFERENCE.claims().forEach((ordering, deliveries) -> {
            for (String delivery : deliveries.keySet()) {
                for (String reliability : REFERENCE.reliabilities()) {
                    configurations.add(new HuntConfiguration(ordering, delivery, reliability));
                }
            }
        });
        return configurations;
    }

    private static Scenario drawn(HuntConfiguration configuration, long seed) {
        RunRequest request = RunRequest.usual(Deployments.SIMULATION, UDP, configuration.ordering(), "test")
                .withDelivery(configuration.delivery())
                .withReliability(configuration.reliability())
                .withDurationMillis(DURATION_MILLIS);
        return request.draw(REFERENCE, Simulation.capabilities(UDP), seed);
    }
}
