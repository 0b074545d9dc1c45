package dev.maat.recording;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.View;
import dev.maat.recording.HeldSends.HeldSend;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records a pure core's effects, and stands for the application above the core: it takes deliveries and snapshots, and holds
 * multicasts back while they may not go. The runtime carries out packets and timers itself, and ends the process after
 * {@link Effect.Left} and {@link Effect.Excluded}. For one thread.
 */
public final class EffectRecorder {
    private final ProcessRecorder recorder;
    private final UpcallRecorder upcalls;
    private final UnstableDeliveries unstable = new UnstableDeliveries();
    private final HeldSends held;
    private final Set<Long> unanswered = new LinkedHashSet<>();

    /** Of a process that may multicast once it has a view. */
    public EffectRecorder(ProcessRecorder recorder) {
        this(recorder, false, 0);
    }

    /**
     * @param isStatic whether the group is static: no view comes, and the process may multicast from its start on
     * @param stateBytes how long the application's state is, at least
     */
    public EffectRecorder(ProcessRecorder recorder, boolean isStatic, int stateBytes) {
        this.recorder = recorder;
        this.upcalls = new UpcallRecorder(recorder, stateBytes);
        this.held = new HeldSends(isStatic);
    }

    /**
     * Records an effect, before the next one is carried out.
     *
     * @throws BrokenContractException if the effect answers a multicast that waits for no answer
     */
    public void record(Effect.Upcall effect) {
        switch (effect) {
            case Effect.Deliver deliver -> deliver(deliver);
            case Effect.InstallView install -> install(install.view());
            case Effect.Stable stable -> stable(stable.handle());
            case Effect.Accepted accepted -> recorder.sent(answered(accepted.token()));
            case Effect.Refused refused -> recorder.failed(answered(refused.token()));
            case Effect.Block ignored -> recorder.block();
            case Effect.Unblock ignored -> recorder.unblock();
            case Effect.Backpressure backpressure -> held.backpressure(backpressure.on());
            case Effect.LostQuorum lost -> recorder.lostquorum(lost.on());
            case Effect.Suspect suspect -> recorder.suspect(suspect.who().toString(), suspect.on());
            case Effect.Phase phase -> recorder.phase(phase.name(), phase.on());
            case Effect.Sample sample -> recorder.sample(sample.bufferedBytes(), sample.boundBytes());
            case Effect.Left ignored -> recorder.left();
            case Effect.Excluded ignored -> recorder.excluded();
        }
    }

    /** As {@link #record}; returns the message's id. */
    public String deliver(Effect.Deliver deliver) {
        String message = upcalls.deliver(deliver.payload(), deliver.place());
        if (deliver.handle() != Effect.NO_HANDLE) {
            unstable.add(deliver.handle(), message);
        }
        return message;
    }

    /** As {@link #record}; returns the names of the view's members, in rank order. */
    public List<String> install(View view) {
        List<String> members = upcalls.view(view);
        held.inView();
        return members;
    }

    private void stable(long handle) {
        String message = unstable.remove(handle);
        if (message != null) {
            recorder.safe(message);
        }
    }

    /** A second answer, or one to no multicast, would spoil the log: no reader takes it. */
    private long answered(long token) {
        if (!unanswered.remove(token)) {
            throw new BrokenContractException("the core answered multicast " + token
                    + ", which it was not given, or which it has answered already");
        }
        return token;
    }

    /** Answers {@link Effect.TakeSnapshot}. */
    public byte[] takeSnapshot(String viewId) {
        return upcalls.takeSnapshot(viewId);
    }

    /**
     * Answers {@link Effect.LoadSnapshot}.
     *
     * @throws BrokenContractException if the state cannot be loaded
     */
    public void loadSnapshot(String viewId, byte[] state) {
        upcalls.loadSnapshot(viewId, state);
    }

    /**
     * Takes a multicast of the application; {@link #nextSend} returns it when it may go.
     *
     * <p>The last multicast is invoked at once, whatever back-pressure the core reports, and with it all those before it. Their
     * {@code send} lines are written now, and the application waits in the calls until the pressure ends. So a core that never
     * ends it owes these sends an answer.
     *
     * @return false if {@link RecordingBounds#MAX_HELD_SENDS} wait already; then the multicast has failed, without a line
     */
    public boolean hold(long number, int sizeBytes, boolean last) {
        boolean isHeld = held.add(number, sizeBytes, last);
        if (last && held.waitsForPressureOnly()) {
            held.invokeAll(this::invoke);
        }
        return isHeld;
    }

    private byte[] invoke(HeldSend send) {
        return recorder.send(send.number(), send.sizeBytes(), send.last());
    }

    /** Whether {@link #nextSend} has a multicast for the core. */
    public boolean maySend() {
        return held.mayGo();
    }

    /** Returns the next multicast that may go, for the core, and records it unless that is done; null if there is none. */
    public Input.@Nullable Multicast nextSend() {
        HeldSend next = held.next();
        if (next == null) {
            return null;
        }
        byte[] payload = next.payload() != null ? next.payload() : invoke(next);
        unanswered.add(next.number());
        return new Input.Multicast(next.number(), payload);
    }
}
