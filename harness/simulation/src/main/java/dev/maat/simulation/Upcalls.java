package dev.maat.simulation;

import dev.maat.contract.Effect;
import dev.maat.contract.View;
import dev.maat.recording.EffectRecorder;
import dev.maat.scenario.conductor.port.Observation;
import dev.maat.scenario.conductor.port.ObservedLines;
import java.util.List;

/** The upcalls of one process: each is recorded as evidence, and then told to the conductor. */
final class Upcalls {
    private final World world;
    private final int node;
    private final String process;
    private final EffectRecorder evidence;
    private boolean installed;

    Upcalls(World world, int node, String process, EffectRecorder evidence) {
        this.world = world;
        this.node = node;
        this.process = process;
        this.evidence = evidence;
    }

    /** Records one; true if it was the process's last, which has left or is excluded. */
    boolean record(Effect.Upcall upcall) {
        switch (upcall) {
            case Effect.Deliver deliver -> {
                String message = evidence.deliver(deliver);
                world.delivered();
                world.observe(new Observation.Delivered(process, message));
                return false;
            }
            case Effect.InstallView install -> {
                install(install.view());
                return false;
            }
            default -> {
                evidence.record(upcall);
                observe(upcall);
                return upcall instanceof Effect.Left || upcall instanceof Effect.Excluded;
            }
        }
    }

    private void install(View view) {
        List<String> members = evidence.install(view);
        world.installed(node, view.id(), !installed);
        installed = true;
        world.observe(new Observation.Installed(process, view.id(), view.seq(), members, view.primary()));
    }

    private void observe(Effect.Upcall recorded) {
        switch (recorded) {
            case Effect.Accepted accepted -> world.observe(new Observation.Sent(process, accepted.token()));
            case Effect.Refused refused -> world.observe(new Observation.Failed(process, refused.token()));
            case Effect.Suspect suspect ->
                world.observe(new Observation.Suspected(process, suspect.who().toString(), suspect.on()));
            case Effect.Phase phase -> inPhase(phase.name(), phase.on());
            case Effect.Block ignored -> inPhase(ObservedLines.BLOCKED, true);
            case Effect.Unblock ignored -> inPhase(ObservedLines.BLOCKED, false);
            case Effect.LostQuorum lost -> inPhase(ObservedLines.WITHOUT_QUORUM, lost.on());
            case Effect.Backpressure pressure -> inPhase("back-pressure", pressure.on());
            case Effect.Left left -> world.observe(new Observation.Left(process));
            case Effect.Excluded excluded -> world.observe(new Observation.Excluded(process));
            default -> {}
        }
    }

    private void inPhase(String phase, boolean on) {
        world.observe(new Observation.InPhase(process, phase, on));
    }
}
