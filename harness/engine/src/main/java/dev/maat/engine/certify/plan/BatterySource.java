package dev.maat.engine.certify.plan;

import dev.maat.checkers.history.History;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/** The scenarios of one case of the battery: of seed after seed the same plan. */
public final class BatterySource implements ScenarioSource {
    /** The word for all cases together. */
    public static final String ALL = "battery";

    private static final String PREFIX = ALL + "-";

    private final BatteryCase battery;
    private final BatteryTarget target;

    BatterySource(BatteryCase battery, BatteryTarget target) {
        this.battery = battery;
        this.target = target;
    }

    /** The name of the source of a case. */
    static String name(BatteryCase battery) {
        return PREFIX + battery.name();
    }

    /** Whether a source is a case of the battery, of this Maat or of another one. */
    public static boolean isBattery(String source) {
        return source.equals(ALL) || source.startsWith(PREFIX);
    }

    /** The case that a source is; empty where it is none of this Maat. */
    public static Optional<BatteryCase> battery(String source) {
        return Battery.cases().stream()
                .filter(each -> name(each).equals(source))
                .findFirst();
    }

    /** The situations that the run of a source had to come to and did not, as its history shows. */
    public static List<String> notReached(String source, Scenario scenario, History history) {
        return battery(source)
                .map(each ->
                        each.notFor(scenario, history).map(List::of).orElseGet(() -> each.missed(scenario, history)))
                .orElse(List.of());
    }

    /** Whether a scenario is one of the case, whatever its seed, its deployment and its claims. */
    public static boolean isOfCase(BatteryCase battery, Scenario scenario) {
        Scenario template = battery.template();
        return template != null
                && template.plan().equals(scenario.plan())
                && template.nodes().equals(scenario.nodes())
                && template.workload().equals(scenario.workload())
                && template.network().equals(scenario.network())
                && template.limits().equals(scenario.limits());
    }

    @Override
    public String name() {
        return name(battery);
    }

    @Override
    public Scenario scenario(long seed) {
        return battery.scenario(target, seed);
    }
}
