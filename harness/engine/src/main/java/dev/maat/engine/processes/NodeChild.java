package dev.maat.engine.processes;

import dev.maat.injectors.HostCommand;
import dev.maat.injectors.InjectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process of a node, a child of this JVM. A signal to it goes to the processes that it has started as well: a command may be a
 * script.
 *
 * @param leadsGroup whether it is the first of a process group ({@link OwnSession})
 */
record NodeChild(String node, Process process, boolean leadsGroup) {
    private static final long KILL_LIMIT_SECONDS = 10;
    private static final long SIGNAL_LIMIT_MILLIS = 5_000;
    private static final int MAX_DESCENDANTS = 256;
    /** In Linux's list of processes, the letter of one that a signal has stopped; behind the name, which ends with a bracket. */
    private static final String STOPPED = ") T";

    boolean isAlive() {
        return process.isAlive();
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(
                Stream.of(process.toHandle()), process.descendants().limit(MAX_DESCENDANTS));
    }

    /** SIGKILL; returns when it has ended. */
    void kill() {
        boolean interrupted = Thread.interrupted();
        try {
            List<ProcessHandle> tree = tree().toList();
            killGroup();
            tree.forEach(ProcessHandle::destroyForcibly);
            if (!process.waitFor(KILL_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new InjectionException("node " + node + " was killed and still runs");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** SIGKILL to what the process has left in its group; the process itself may have ended. */
    void killGroup() {
        if (leadsGroup) {
            // A group without a process is no failure.
            HostCommand.run(SIGNAL_LIMIT_MILLIS, command("KILL", Stream.of(group())));
        }
    }

    private String group() {
        return "-" + process.pid();
    }

    /** Of the shell: programs named {@code kill} differ in how they take a group. */
    private static List<String> command(String signal, Stream<String> targets) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -$0 \"$@\"", signal));
        targets.forEach(command::add);
        return command;
    }

    /** Sends a signal by its name; false if the process has ended. What it has started may end meanwhile. */
    boolean signal(String name) {
        List<ProcessHandle> targets = tree().toList();
        HostCommand.Outcome outcome = signal(name, targets);
        while (!outcome.succeeded() && isAlive()) {
            List<ProcessHandle> left =
                    targets.stream().filter(ProcessHandle::isAlive).toList();
            if (left.size() == targets.size()) {
                throw new InjectionException("node " + node + " takes no SIG" + name + ": "
                        + outcome.output().strip());
            }
            targets = left;
            outcome = signal(name, targets);
        }
        return isAlive();
    }

    private HostCommand.Outcome signal(String name, List<ProcessHandle> targets) {
        Stream<String> processes = targets.stream().map(one -> Long.toString(one.pid()));
        Stream<String> all = leadsGroup ? Stream.concat(Stream.of(group()), processes) : processes;
        return HostCommand.run(SIGNAL_LIMIT_MILLIS, command(name, all));
    }

    /** Whether a signal has stopped it, as far as this system tells. */
    boolean isStopped() {
        try {
            String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return state.startsWith(STOPPED, state.lastIndexOf(')'));
        } catch (IOException cannotTell) {
            return false;
        }
    }
}
