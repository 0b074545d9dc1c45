package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.BrokenContractException;
import dev.maat.contract.MemberListener;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.EffectRules;
import dev.maat.recording.UpcallRecorder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records a live member's upcalls. Upcalls that overlap are recorded as overlapping; queueing them would hide the defect. */
final class RecordingListener implements MemberListener {
    private final ProcessRecorder recorder;
    private final UpcallRecorder evidence;
    private final Ending ending;
    private final Object running = new Object();
    private int runningCount;
    private String latest = "";

    /** @param stateBytes how long the application's state is, at least */
    RecordingListener(ProcessRecorder recorder, Ending ending, int stateBytes) {
        this.recorder = recorder;
        this.evidence = new UpcallRecorder(recorder, stateBytes);
        this.ending = ending;
    }

    private void upcall(String kind, Runnable body) {
        upcall(kind, () -> {
            body.run();
            return kind;
        });
    }

    private <T> T upcall(String kind, Supplier<T> body) {
        synchronized (running) {
            if (runningCount > 0) {
                recorder.overlap(latest);
            }
            runningCount++;
            latest = kind;
        }
        try {
            return body.get();
        } finally {
            synchronized (running) {
                runningCount--;
            }
        }
    }

    @Override
    public void view(View view) {
        require(EffectRules.view(view));
        upcall("view", () -> evidence.view(view));
    }

    @Override
    public void deliver(byte[] payload, long place) {
        require(payload == null ? "the member delivered null" : null);
        upcall("deliver", () -> evidence.deliver(payload, place));
    }

    @Override
    public void block() {
        upcall("block", recorder::block);
    }

    @Override
    public void unblock() {
        upcall("unblock", recorder::unblock);
    }

    @Override
    public void suspect(ProcessId process, boolean on) {
        require(process == null ? "the member suspects null" : EffectRules.name("a suspect", process.node()));
        upcall("suspect", () -> recorder.suspect(process.toString(), on));
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        require(EffectRules.name("the view of a snapshot", viewId));
        return upcall("takeSnapshot", () -> evidence.takeSnapshot(viewId));
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {
        require(state == null ? "the member loads null" : EffectRules.name("the view of a snapshot", viewId));
        upcall("loadSnapshot", () -> {
            try {
                evidence.loadSnapshot(viewId, state);
            } catch (BrokenContractException broken) {
                throw ended(broken);
            }
        });
    }

    private void require(@Nullable String objection) {
        if (objection != null) {
            throw ended(new BrokenContractException(objection));
        }
    }

    /** The implementation may swallow what its upcall throws; the process ends all the same. */
    private BrokenContractException ended(BrokenContractException broken) {
        ending.end(ExitCode.CRASHED, String.valueOf(broken.getMessage()), broken);
        return broken;
    }

    @Override
    public void left() {
        upcall("left", recorder::left);
        ending.end(ExitCode.OK, "left", null);
    }

    @Override
    public void excluded(String why) {
        upcall("excluded", recorder::excluded);
        ending.end(ExitCode.OK, "excluded: " + why, null);
    }
}
