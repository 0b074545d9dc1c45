package dev.maat.simulation;

import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.recording.CallGuard;
import dev.maat.scenario.Scenario;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario in virtual time. The same scenario and implementation give the same history to the byte, so a seed is enough
 * to repeat a run.
 */
public final class Simulation {
    private static final int EVENTS_BETWEEN_LOOKS = 1_024;

    private Simulation() {}

    /** The faults that simulation can do over a transport ({@code multicast} is as {@code udp}). */
    public static Capabilities capabilities(String transport) {
        Map<FaultKind, String> whyNot = new EnumMap<>(FaultKind.class);
        if (transport.equals("tcp")) {
            String reason = "TCP hides it from its users";
            whyNot.put(FaultKind.LOSS, reason);
            whyNot.put(FaultKind.DUPLICATE, reason);
            whyNot.put(FaultKind.REORDER, reason);
            whyNot.put(FaultKind.BURST_LOSS, reason);
            whyNot.put(FaultKind.CORRUPT, reason);
            whyNot.put(FaultKind.REPLAY, reason);
        } else {
            whyNot.put(FaultKind.RESET, "datagrams have no connections");
        }
        return Capabilities.allBut("simulation over " + transport, whyNot);
    }

    /**
     * Runs the scenario to its end.
     *
     * @throws dev.maat.faults.UnsupportedFaultException if simulation cannot do a fault of the plan over the transport
     * @throws IllegalArgumentException if the implementation does not offer the scenario's options
     */
    public static SimulationResult run(Scenario scenario, CoreFactory factory, EvidenceSink evidence) {
        return run(scenario, factory, evidence, () -> false);
    }

    /** As above; broken off as a harness failure ("interrupted") soon after {@code interrupted} says true. */
    public static SimulationResult run(
            Scenario scenario, CoreFactory factory, EvidenceSink evidence, BooleanSupplier interrupted) {
        return run(scenario, factory, evidence, interrupted, () -> null);
    }

    /** As above; ended in good order as soon as {@code enough} gives a reason to stop. */
    public static SimulationResult run(
            Scenario scenario,
            CoreFactory factory,
            EvidenceSink evidence,
            BooleanSupplier interrupted,
            Supplier<@Nullable String> enough) {
        return run(scenario, factory, evidence, interrupted, enough, CallGuard.NONE);
    }

    /** As above; the guard stands beside each call of the implementation. */
    public static SimulationResult run(
            Scenario scenario,
            CoreFactory factory,
            EvidenceSink evidence,
            BooleanSupplier interrupted,
            Supplier<@Nullable String> enough,
            CallGuard guard) {
        SimRun run = new SimRun(scenario, factory, evidence, guard);
        String why = null;
        while (run.advance()) {
            if (run.events() % EVENTS_BETWEEN_LOOKS == 0 && interrupted.getAsBoolean()) {
                run.breakOff("interrupted");
            }
            if (why == null) {
                why = enough.get();
                run.endEarly(why);
            }
        }
        return run.result();
    }
}
