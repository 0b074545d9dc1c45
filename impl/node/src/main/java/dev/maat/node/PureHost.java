package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.checkers.recording.RecordedApplication;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.transport.CoreApplication;
import dev.maat.transport.MemberLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hosts a pure core on the runtime's sockets. All but {@link Host}'s methods runs in the member's thread. */
final class PureHost implements Host, CoreApplication {
    /**
     * Deliveries whose stability has not been told. A core's buffers are bounded, so far fewer can be outstanding; the eldest
     * of a core that never tells are forgotten.
     */
    private static final int MAX_HANDLES = 1 << 18;

    private static final String BUSY = "the member has not taken the last thousand commands";

    private final ProcessRecorder recorder;
    private final Ending ending;
    private final ClassLoader classLoader;
    private final SendNumbers numbers;
    private final RecordedApplication application = new RecordedApplication();
    private final HeldSends held = new HeldSends();
    private final ProbeCounts counts = new ProbeCounts();
    private String why = "stopped";
    private @Nullable MemberLoop loop;

    private final Map<Long, String> handles = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MAX_HANDLES;
        }
    };

    PureHost(ProcessRecorder recorder, Ending ending, ClassLoader classLoader, SendNumbers numbers) {
        this.recorder = recorder;
        this.ending = ending;
        this.classLoader = classLoader;
        this.numbers = numbers;
    }

    /** The loop needs the application, so it comes second. */
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
        thread.start();
    }

    @Override
    public void multicast(Command.Multicast command, Consumer<Answer> reply) {
        String objection = numbers.objection(command);
        if (objection != null) {
            reply.accept(new Answer.Refused(command.number(), objection));
        } else if (!loop().submit(() -> held(command, reply))) {
            reply.accept(new Answer.Refused(command.number(), BUSY));
        }
    }

    private @Nullable Input held(Command.Multicast command, Consumer<Answer> reply) {
        if (!held.add(command)) {
            reply.accept(new Answer.Refused(
                    command.number(),
                    "no view yet, or the implementation holds the application back; " + HeldSends.MAX_HELD
                            + " multicasts wait already"));
        }
        return nextSend();
    }

    private @Nullable Input nextSend() {
        Command.Multicast next = held.next();
        if (next == null) {
            return null;
        }
        if (held.mayGo()) {
            goOn();
        }
        return new Input.Multicast(next.number(), recorder.send(next.number(), next.size(), next.last()));
    }

    /** One at a time, so that timers and packets get their turn. If the queue is full, the multicasts in it go on with it. */
    private void goOn() {
        loop().submit(this::nextSend);
    }

    @Override
    public void leave(Consumer<Answer> reply) {
        if (!numbers.leave()) {
            reply.accept(new Answer.Failed("leave was asked before"));
            return;
        }
        submit(
                () -> {
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
                            id, "transport", counts.since(loop().counters().received())));
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
        loop().stop();
    }

    @Override
    public void effect(Effect effect) {
        switch (effect) {
            case Effect.Deliver deliver -> deliver(deliver);
            case Effect.InstallView install -> view(install.view());
            case Effect.Stable stable -> {
                String message = handles.remove(stable.handle());
                if (message != null) {
                    recorder.safe(message);
                }
            }
            case Effect.Accepted accepted -> recorder.sent(accepted.token());
            case Effect.Refused refused -> recorder.failed(refused.token());
            case Effect.Block ignored -> recorder.block();
            case Effect.Unblock ignored -> recorder.unblock();
            case Effect.LostQuorum lost -> recorder.lostquorum(lost.on());
            case Effect.Suspect suspect -> recorder.suspect(suspect.who().toString(), suspect.on());
            case Effect.Phase phase -> recorder.phase(phase.name(), phase.on());
            case Effect.Sample sample -> recorder.sample(sample.bufferedBytes(), sample.boundBytes());
            case Effect.Backpressure backpressure -> {
                held.backpressure(backpressure.on());
                if (held.mayGo()) {
                    goOn();
                }
            }
            case Effect.Left ignored -> {
                recorder.left();
                why = "left";
            }
            case Effect.Excluded excluded -> {
                recorder.excluded();
                why = "excluded: " + excluded.why();
            }
            case Effect.Send e -> throw notForUs(e);
            case Effect.SetTimer e -> throw notForUs(e);
            case Effect.CancelTimer e -> throw notForUs(e);
            case Effect.TakeSnapshot e -> throw notForUs(e);
            case Effect.LoadSnapshot e -> throw notForUs(e);
        }
    }

    private static IllegalStateException notForUs(Effect effect) {
        return new IllegalStateException(
                "the member carries out " + effect.getClass().getSimpleName() + " itself");
    }

    private void deliver(Effect.Deliver deliver) {
        String message = recorder.deliver(deliver.payload(), deliver.place());
        application.deliver(message);
        if (deliver.handle() != Effect.NO_HANDLE) {
            handles.put(deliver.handle(), message);
        }
    }

    private void view(View view) {
        List<ProcessId> transitional = view.transitional();
        recorder.view(
                view.id(),
                view.seq(),
                names(view.members()),
                view.primary(),
                transitional == null ? null : names(transitional));
        held.inView();
        if (held.mayGo()) {
            goOn();
        }
    }

    private static List<String> names(List<ProcessId> processes) {
        return processes.stream().map(ProcessId::toString).toList();
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        recorder.state("out", viewId, application.digest());
        return application.snapshot();
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {
        application.load(state);
        recorder.state("in", viewId, application.digest());
    }

    @Override
    public void ended() {
        ending.end(ExitCode.OK, why, null);
    }

    @Override
    public void crashed(Throwable cause) {
        ending.end(ExitCode.CRASHED, "the implementation threw " + cause, cause);
    }
}
