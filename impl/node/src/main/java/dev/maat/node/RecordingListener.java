package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.checkers.recording.RecordedApplication;
import dev.maat.contract.MemberListener;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import dev.maat.node.protocol.ExitCode;
import java.util.List;
import java.util.function.Supplier;

/** Records a live member's upcalls. Upcalls that overlap are recorded as such and not put in a row: that would hide it. */
final class RecordingListener implements MemberListener {
    private final ProcessRecorder recorder;
    private final Ending ending;
    private final RecordedApplication application = new RecordedApplication();
    private final Object running = new Object();
    private int runningCount;
    private String latest = "";

    RecordingListener(ProcessRecorder recorder, Ending ending) {
        this.recorder = recorder;
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
        List<ProcessId> transitional = view.transitional();
        upcall(
                "view",
                () -> recorder.view(
                        view.id(),
                        view.seq(),
                        names(view.members()),
                        view.primary(),
                        transitional == null ? null : names(transitional)));
    }

    private static List<String> names(List<ProcessId> processes) {
        return processes.stream().map(ProcessId::toString).toList();
    }

    @Override
    public void deliver(byte[] payload, long place) {
        upcall("deliver", () -> {
            // The state must follow the evidence's order even when upcalls overlap.
            synchronized (application) {
                application.deliver(recorder.deliver(payload, place));
            }
        });
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
    public void suspect(ProcessId who, boolean on) {
        upcall("suspect", () -> recorder.suspect(who.toString(), on));
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        return upcall("takeSnapshot", () -> {
            synchronized (application) {
                recorder.state("out", viewId, application.digest());
                return application.snapshot();
            }
        });
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {
        upcall("loadSnapshot", () -> {
            synchronized (application) {
                application.load(state);
                recorder.state("in", viewId, application.digest());
            }
        });
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
