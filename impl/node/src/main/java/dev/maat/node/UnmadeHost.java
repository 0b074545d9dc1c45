package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.ImplementationFault;
import java.util.function.Consumer;

/** Stands for a process whose implementation failed before it had a core or a member: it starts and ends. */
record UnmadeHost(ProcessRecorder recorder, Ending ending, ImplementationFault fault) implements Host {
    private static final String ENDS = "the process is about to end";

    @Override
    public void start() {
        recorder.start();
        ending.end(ExitCode.CRASHED, fault.detail(), fault);
    }

    @Override
    public void multicast(Command.Multicast command, Consumer<Answer> reply) {
        reply.accept(new Answer.Refused(command.number(), ENDS));
    }

    @Override
    public void leave(Consumer<Answer> reply) {
        // Its end is the answer.
    }

    @Override
    public void probe(long id, Consumer<Answer> reply) {
        // Its end is the answer.
    }

    @Override
    public void stop() {
        // Its end is the answer.
    }
}
