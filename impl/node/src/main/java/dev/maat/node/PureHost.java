package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import dev.maat.recording.EffectRecorder;
import dev.maat.recording.ImplementationFault;
import dev.maat.recording.RecordingBounds;
import dev.maat.transport.CoreApplication;
import dev.maat.transport.MemberLoop;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hosts a pure core on the runtime's sockets. {@link Host}'s methods run in any thread, the rest in the member's. */
final class PureHost implements Host, CoreApplication {
    private static final String BUSY = "the member has not taken the last commands yet; its queue is full";

    private final ProcessRecorder recorder;
    private final EffectRecorder evidence;
    private final Ending ending;
    private final ClassLoader classLoader;
    private final SendNumbers numbers;
    private final JvmTraces traces;
    private final ProbeCounts counts = new ProbeCounts();
    private String why = "";
    private boolean isLogClosed;
    private @Nullable MemberLoop loop;

    /**
     * @param isStatic whether the group is static, so that no view is waited for
     * @param stateBytes how long the application's state is, at least
     */
    PureHost(
            ProcessRecorder recorder,
            Ending ending,
            ClassLoader classLoader,
            SendNumbers numbers,
            boolean isStatic,
            int stateBytes,
            JvmTraces traces) {
        this.recorder = recorder;
        this.evidence = new EffectRecorder(recorder, isStatic, stateBytes);
        this.ending = ending;
        this.classLoader = classLoader;
        this.numbers = numbers;
        this.traces = traces;
    }

    /** Sets the loop; the loop needs this host, so it comes second. */
    void runs(MemberLoop loop) {
        this.loop = loop;
    }

    private MemberLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("the host has no member yet");
        }
        return loop;
    }

    @Override
    public void start() {
        recorder.start();
        Thread thread = new Thread(loop(), "member-" + recorder.process());
        thread.setContextClassLoader(classLoader);
        traces.start(thread);
    }

    @Override
    public void multicast(Command.Multicast command, Consumer<Answer> reply) {
        String objection = numbers.objection(command);
        if (objection != null) {
            reply.accept(new Answer.Refused(command.number(), objection));
        } else if (!loop().submit(() -> send(command, reply))) {
            reply.accept(new Answer.Refused(command.number(), BUSY));
        }
    }

    private @Nullable Input send(Command.Multicast command, Consumer<Answer> reply) {
        if (!evidence.hold(command.number(), command.size(), command.last())) {
            reply.accept(new Answer.Refused(
                    command.number(),
                    "no view yet, or the implementation holds the application back; " + RecordingBounds.MAX_HELD_SENDS
                            + " multicasts wait already"));
        }
        return nextSend();
    }

    private @Nullable Input nextSend() {
        if (isLogClosed) {
            return null;
        }
        Input next = evidence.nextSend();
        sendHeld();
        return next;
    }

    /**
     * Queues a command for the next multicast that was held back: one at a time, so that timers and packets get their turn. If
     * the queue is full, the multicasts in it do the same.
     */
    private void sendHeld() {
        if (evidence.maySend()) {
            loop().submit(this::nextSend);
        }
    }

    @Override
    public void leave(Consumer<Answer> reply) {
        if (!numbers.leave()) {
            reply.accept(new Answer.Failed("leave was asked before"));
            return;
        }
        submit(
                () -> {
                    if (isLogClosed) {
                        return null;
                    }
                    recorder.leave();
                    return new Input.Leave();
                },
                reply);
    }

    @Override
    public void probe(long id, Consumer<Answer> reply) {
        submit(
                () -> {
                    reply.accept(new Answer.Probed(
                            id,
                            Answer.Probed.TRANSPORT,
                            counts.since(loop().counters().received())));
                    loop().probe();
                    return null;
                },
                reply);
    }

    private void submit(Supplier<@Nullable Input> command, Consumer<Answer> reply) {
        if (!loop().submit(command)) {
            reply.accept(new Answer.Failed(BUSY));
        }
    }

    @Override
    public void stop() {
        loop().runFirst(this::closeLog);
    }

    /** In the member's thread, between two steps, so that no line is torn off from those of the same step. */
    private void closeLog() {
        String left = leftInTheEnd();
        if (left.isEmpty()) {
            isLogClosed = true;
            ending.closeLog();
        } else {
            crashed(new ImplementationFault(left));
        }
    }

    @Override
    public void effect(Effect.Upcall effect) {
        evidence.record(effect);
        switch (effect) {
            case Effect.InstallView ignored -> sendHeld();
            case Effect.Backpressure ignored -> sendHeld();
            case Effect.Left ignored -> why = "left";
            case Effect.Excluded excluded -> why = "excluded: " + excluded.why();
            default -> {}
        }
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        return evidence.takeSnapshot(viewId);
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {
        evidence.loadSnapshot(viewId, state);
    }

    @Override
    public void ended() {
        String left = leftInTheEnd();
        if (left.isEmpty()) {
            ending.end(ExitCode.OK, why, null);
        } else {
            crashed(new ImplementationFault(left));
        }
    }

    /** The last look at what the core left outside its calls. */
    private String leftInTheEnd() {
        return traces.unlessSignalled(traces.foundInTheEnd(true));
    }

    @Override
    public void crashed(Throwable cause) {
        ending.end(ExitCode.CRASHED, ended(cause), cause);
    }

    private static String ended(Throwable cause) {
        return switch (cause) {
            case ImplementationFault fault -> fault.detail();
            case BrokenContractException broken -> Causes.bounded(String.valueOf(broken.getMessage()));
            default -> Causes.describe(cause);
        };
    }
}
