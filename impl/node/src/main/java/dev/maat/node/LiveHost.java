package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberStart;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hosts a member that owns its sockets and threads. One thread is the application: it starts the member, multicasts and leaves,
 * and the member may block it, within the bounds of the run: a call that does not return ends the process. Upcalls come in the member's threads.
 */
final class LiveHost implements Host {
    /** A member may not join before the network lets it; a run has its own bound on that. */
    private static final long MAX_JOIN_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final int MAX_QUEUED_COMMANDS = 1_024;

    private final GroupMember member;
    private final MemberStart memberStart;
    private final ProcessRecorder recorder;
    private final Ending ending;
    private final ClassLoader classLoader;
    private final SendNumbers numbers;
    private final LinkProbe links;
    private final long maxCallMillis;
    private final int stateBytes;
    private final JvmTraces traces;
    private final CallWatch watch = new CallWatch("the member");
    private final ProbeCounts counts = new ProbeCounts();
    /** Held while a line of the application's own is written: no message and no leave goes out without its line. */
    private final Object sending = new Object();

    private boolean isLogClosed;
    private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(MAX_QUEUED_COMMANDS);

    /**
     * @param maxCallMillis how long a multicast or a leave may wait
     * @param stateBytes how long the application's state is, at least
     */
    LiveHost(
            GroupMember member,
            MemberStart memberStart,
            ProcessRecorder recorder,
            Ending ending,
            ClassLoader classLoader,
            SendNumbers numbers,
            LinkProbe links,
            long maxCallMillis,
            int stateBytes,
            JvmTraces traces) {
        this.member = member;
        this.memberStart = memberStart;
        this.recorder = recorder;
        this.ending = ending;
        this.classLoader = classLoader;
        this.numbers = numbers;
        this.links = links;
        this.maxCallMillis = maxCallMillis;
        this.stateBytes = stateBytes;
        this.traces = traces;
    }

    @Override
    public void start() {
        recorder.start();
        watch.endsBy(ending, traces);
        Thread thread = new Thread(this::run, "application-" + recorder.process());
        thread.setContextClassLoader(classLoader);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            call(
                    "start",
                    MAX_JOIN_MILLIS,
                    () -> member.start(memberStart, new RecordingListener(recorder, ending, stateBytes)));
        } catch (Throwable e) {
            ending.end(ExitCode.NOT_STARTED, "the member cannot be started: " + Causes.describe(e), e);
            return;
        }
        try {
            while (true) {
                commands.take().run();
            }
        } catch (InterruptedException e) {
            ending.end(ExitCode.CRASHED, "the implementation interrupted the application's thread", e);
        } catch (Throwable e) {
            ending.end(ExitCode.CRASHED, "the implementation threw " + Causes.describe(e), e);
        }
    }

    private interface Call {
        void make() throws Exception;
    }

    private void call(String name, long maxWaitMillis, Call call) throws Exception {
        watch.begins(name, maxWaitMillis);
        try {
            call.make();
        } finally {
            watch.ended();
        }
    }

    @Override
    public void multicast(Command.Multicast command, Consumer<Answer> reply) {
        String objection = numbers.objection(command);
        if (objection == null && !commands.offer(() -> multicast(command))) {
            objection = "the member has not taken the last " + MAX_QUEUED_COMMANDS + " multicasts";
        }
        if (objection != null) {
            reply.accept(new Answer.Refused(command.number(), objection));
        }
    }

    private void multicast(Command.Multicast command) {
        byte[] payload;
        synchronized (sending) {
            if (isLogClosed) {
                return;
            }
            payload = recorder.send(command.number(), command.size(), command.last());
        }
        try {
            call("multicast", maxCallMillis, () -> member.multicast(payload));
        } catch (Exception e) {
            System.err.println("multicast " + command.number() + " failed: " + Causes.describe(e));
            recorder.failed(command.number());
            return;
        }
        recorder.sent(command.number());
    }

    @Override
    public void leave(Consumer<Answer> reply) {
        if (!numbers.leave()) {
            reply.accept(new Answer.Failed("leave was asked before"));
        } else if (!commands.offer(this::leave)) {
            reply.accept(new Answer.Failed("the member has not taken the last " + MAX_QUEUED_COMMANDS + " commands"));
        }
    }

    private void leave() {
        synchronized (sending) {
            if (isLogClosed) {
                return;
            }
            recorder.leave();
        }
        try {
            call("leave", maxCallMillis, member::leave);
        } catch (Exception e) {
            ending.end(ExitCode.CRASHED, "leaving failed: " + Causes.describe(e), e);
        }
    }

    @Override
    public synchronized void probe(long id, Consumer<Answer> reply) {
        reply.accept(new Answer.Probed(id, Answer.Probed.BESIDE, counts.since(links.received())));
        links.send();
    }

    @Override
    public void stop() {
        synchronized (sending) {
            isLogClosed = true;
        }
        ending.closeLog();
    }
}
