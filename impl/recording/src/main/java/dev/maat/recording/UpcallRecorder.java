package dev.maat.recording;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.checkers.recording.RecordedApplication;
import dev.maat.contract.BrokenContractException;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Records the upcalls that change the application: views, deliveries and snapshots. A pure core's effects and a live member's
 * upcalls come here alike. Safe for several threads: upcalls of a live member may overlap, and the application's state must
 * still follow the order of the evidence.
 */
public final class UpcallRecorder {
    private final ProcessRecorder recorder;
    private final RecordedApplication application;

    /** @param stateBytes how long the application's state is, at least */
    public UpcallRecorder(ProcessRecorder recorder, int stateBytes) {
        this.recorder = recorder;
        this.application = new RecordedApplication(stateBytes);
    }

    /** Records a view and returns its members' names, in rank order. */
    public List<String> view(View view) {
        List<String> members = names(view.members());
        List<ProcessId> transitional = view.transitional();
        recorder.view(
                view.id(), view.seq(), members, view.primary(), transitional == null ? null : names(transitional));
        return members;
    }

    /** Records a delivery, hands it to the application, and returns the message's id. */
    public synchronized String deliver(byte[] payload, long place) {
        String message = recorder.deliver(payload, place);
        application.deliver(message);
        return message;
    }

    /** Records the application's state at a view about to be installed, and returns it. */
    public synchronized byte[] takeSnapshot(String viewId) {
        recorder.state("out", viewId, application.digest());
        return application.snapshot();
    }

    /**
     * Has the application load a state, and records the result.
     *
     * @throws BrokenContractException if no member can have taken this state: the implementation damaged it in transfer
     */
    public synchronized void loadSnapshot(String viewId, byte[] state) {
        try {
            application.load(state);
        } catch (IllegalArgumentException unreadable) {
            throw new BrokenContractException(
                    "the snapshot for view " + viewId + " cannot be loaded: " + unreadable.getMessage(), unreadable);
        }
        recorder.state("in", viewId, application.digest());
    }

    private static List<String> names(List<ProcessId> processes) {
        List<String> names = new ArrayList<>(processes.size());
        for (ProcessId process : processes) {
            names.add(process.toString());
        }
        return names;
    }
}
