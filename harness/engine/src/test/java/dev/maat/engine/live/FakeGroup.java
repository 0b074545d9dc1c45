package dev.maat.engine.live;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.node.protocol.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A group without a network: a view or a delivery happens at all members at once. The first view waits for all founders. */
final class FakeGroup {
    private final SequencedMap<String, ProcessRecorder> members = new LinkedHashMap<>();
    private long seq;
    /** A process that is left out of its own views, which violates self-inclusion. */
    private @Nullable String outsider;

    void leaveOut(String process) {
        outsider = process;
    }

    synchronized void join(ProcessRecorder process, List<String> founders) {
        members.put(process.process(), process);
        if (seq > 0 || members.size() == founders.size()) {
            installView();
        }
    }

    /** The other members learn nothing of it, as the node protocol demands. */
    synchronized void stop(String process) {
        members.remove(process);
    }

    synchronized void crash(String process) {
        if (members.remove(process) != null && seq > 0) {
            installView();
        }
    }

    private void installView() {
        seq++;
        List<String> names = new ArrayList<>(members.keySet());
        names.remove(outsider);
        members.values().forEach(member -> member.view("v" + seq, seq, names, true, null));
    }

    synchronized void multicast(ProcessRecorder sender, Command.Multicast command) {
        if (members.containsKey(sender.process())) {
            byte[] payload = sender.send(command.number(), command.size(), command.last());
            members.values().forEach(member -> member.deliver(payload, -1));
            sender.sent(command.number());
        }
    }
}
