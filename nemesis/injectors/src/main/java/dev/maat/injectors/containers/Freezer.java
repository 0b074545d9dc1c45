package dev.maat.injectors.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds all processes of a container at once, through the control group that the engine has put them in, for root on the engine's host.
 * The engine itself takes tens of milliseconds for a kill, in which a group gets through several phases of a view change.
 */
public final class Freezer {
    /** Holds nothing: only the engine reaches the processes. */
    static final Freezer NONE = new Freezer(null, Path.of("/"), Path.of("/"));

    private static final Path PROCESSES = Path.of("/proc");
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    private final @Nullable ContainerPids pids;
    private final Path processes;
    private final Path controlGroups;

    /** @param pids null: nothing can be held */
    Freezer(@Nullable ContainerPids pids, Path processes, Path controlGroups) {
        this.pids = pids;
        this.processes = processes;
        this.controlGroups = controlGroups;
    }

    /** A freezer where the shell enters namespaces from this machine; else one that holds nothing. */
    static Freezer with(NamespaceShell shell) {
        return shell instanceof HostNamespaceShell host ? new Freezer(host.pids(), PROCESSES, CONTROL_GROUPS) : NONE;
    }

    /** Looks up the container's process, so that a later hold need not ask the engine. */
    void prepare(Target target) {
        try {
            if (pids != null) {
                pids.of(target);
            }
        } catch (NodeGone gone) {
            // Nothing is there to be held.
            return;
        }
    }

    /**
     * Lets a container's processes go on that a killed harness left held: the engine knows nothing of the hold, and cannot remove such a
     * container. Nothing happens where none is held, or where this process cannot reach it.
     */
    public static void releaseLeftover(DockerClient client, String containerId) {
        try {
            Long pid = client.inspectContainerCmd(containerId).exec().getState().getPidLong();
            if (pid != null && pid != 0) {
                new Freezer(null, PROCESSES, CONTROL_GROUPS).release(pid, containerId);
            }
        } catch (DockerException | IOException endedOrOutOfReach) {
            // The removal that follows tells what is wrong, if anything is.
            return;
        }
    }

    void release(long pid, String containerId) throws IOException {
        Control control = control(pid, containerId);
        if (control != null) {
            control.write(control.release());
        }
    }

    /** Holds the container's processes; empty where that is not possible, or where none runs. */
    Optional<Frozen> freeze(Target target) {
        if (pids == null) {
            return Optional.empty();
        }
        try {
            return freeze(pids.of(target), target.containerId());
        } catch (NodeGone gone) {
            return Optional.empty();
        }
    }

    Optional<Frozen> freeze(long pid, String containerId) {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            Control control = control(pid, containerId);
            if (process.isEmpty() || control == null) {
                return Optional.empty();
            }
            return hold(process.get(), control);
        } catch (IOException cannot) {
            return Optional.empty();
        }
    }

    /** A process that ended by itself before it was held is none to kill. */
    private Optional<Frozen> hold(ProcessHandle process, Control control) throws IOException {
        control.write(control.hold());
        if (runs(process.pid())) {
            return Optional.of(new Frozen(process, control, Frozen.LIMIT));
        }
        control.write(control.release());
        return Optional.empty();
    }

    /** The kernel keeps a process that has ended, as Z or X, until its parent has asked for its end. */
    private boolean runs(long pid) {
        try {
            String fields = Files.readString(processes.resolve(pid + "/stat"));
            // The name stands in brackets before the state, and may hold any character.
            String state = fields.substring(fields.lastIndexOf(')') + 1).strip();
            return !state.startsWith("Z") && !state.startsWith("X");
        } catch (IOException gone) {
            return false;
        }
    }

    private @Nullable Control control(long pid, String containerId) throws IOException {
        return control(Files.readString(processes.resolve(pid + "/cgroup")), containerId);
    }

    /**
     * The file that holds a control group.
     *
     * @param hold what is written to it to hold the group's processes
     * @param release what is written to let them go on
     */
    record Control(Path file, String hold, String release) {
        /** The file is never made: where it is missing, the group is gone. */
        void write(String word) throws IOException {
            Files.writeString(file, word, StandardOpenOption.WRITE);
        }
    }

    /**
     * The control of the group that a process is in; null if there is none that can be written, or the group is not the container's own.
     *
     * @param listing a line for each hierarchy: its number, its controllers, and the group's path
     */
    @Nullable
    Control control(String listing, String containerId) {
        for (String line : listing.split("\n", -1)) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3 || !parts[2].contains(containerId)) {
                continue;
            }
            String group = parts[2].substring(1);
            Path first = controlGroups.resolve("freezer").resolve(group).resolve("freezer.state");
            if (parts[1].equals("freezer") && Files.isWritable(first)) {
                return new Control(first, "FROZEN", "THAWED");
            }
            Path second = controlGroups.resolve(group).resolve("cgroup.freeze");
            if (parts[1].isEmpty() && Files.isWritable(second)) {
                return new Control(second, "1", "0");
            }
        }
        return null;
    }
}
