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
import java.util.function.Consumer;

/**
 * Hosts a member that owns its sockets and threads. One thread is the application: it starts the member, multicasts and leaves,
 * and the member may block it for as long as it needs. Upcalls come in the member's threads.
 */
final class LiveHost implements Host {
    private static final int MAX_QUEUED_COMMANDS = 1_024;

    private final GroupMember member;
    private final MemberStart memberStart;
    private final ProcessRecorder recorder;
    private final Ending ending;
    private final ClassLoader classLoader;
    private final SendNumbers numbers;
    private final LinkProbe links;
    private final ProbeCounts counts = new ProbeCounts();
    private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(MAX_QUEUED_COMMANDS);

    LiveHost(
            GroupMember member,
            MemberStart memberStart,
            ProcessRecorder recorder,
            Ending ending,
            ClassLoader classLoader,
            SendNumbers numbers,
            LinkProbe links) {
        this.member = member;
        this.memberStart = memberStart;
        this.recorder = recorder;
        this.ending = ending;
        this.classLoader = classLoader;
        this.numbers = numbers;
        this.links = links;
    }

    @Override
    public void start() {
        recorder.start();
        Thread thread = new Thread(this::run, "application-" + recorder.process());
        thread.setContextClassLoader(classLoader);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            member.start(memberStart, new RecordingListener(recorder, ending));
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
        byte[] payload = recorder.send(command.number(), command.size(), command.last());
        try {
            member.multicast(payload);
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
        recorder.leave();
        try {
            member.leave();
        } catch (Exception e) {
            ending.end(ExitCode.CRASHED, "leaving failed: " + Causes.describe(e), e);
        }
    }

    @Override
    public synchronized void probe(long id, Consumer<Answer> reply) {
        reply.accept(new Answer.Probed(id, "beside", counts.since(links.received())));
        links.send();
    }

    @Override
    public void stop() {
        ending.end(ExitCode.OK, "stopped", null);
    }
}
