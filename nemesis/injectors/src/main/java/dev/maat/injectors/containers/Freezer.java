package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds all processes of a container at once, through the control group that the engine has put them in, for root on the engine's host.
 * The engine itself takes tens of milliseconds for a kill, in which a group gets through several phases of a view change.
 */
final class Freezer {
    /** Holds nothing: only the engine reaches the processes. */
    static final Freezer NONE = new Freezer(null, Path.of("/"), Path.of("/"));

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
        return shell instanceof HostNamespaceShell host
                ? new Freezer(host.pids(), Path.of("/proc"), Path.of("/sys/fs/cgroup"))
                : NONE;
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

    /** Holds the container's processes; empty where that is not possible, or where none runs. */
    Optional<Frozen> freeze(Target target) {
        if (pids == null) {
            return Optional.empty();
        }
        try {
            long pid = pids.of(target);
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            Control control = control(Files.readString(processes.resolve(pid + "/cgroup")), target.containerId());
            if (process.isEmpty() || control == null) {
                return Optional.empty();
            }
            Files.writeString(control.file(), control.hold());
            return Optional.of(new Frozen(process.get(), control));
        } catch (IOException | NodeGone cannot) {
            return Optional.empty();
        }
    }

    /**
     * The file that holds a control group.
     *
     * @param hold what is written to it to hold the group's processes
     * @param release what is written to let them go on
     */
    record Control(Path file, String hold, String release) {}

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

    /** The processes of a container, held. */
    record Frozen(ProcessHandle process, Control control) {
        /** Kills the container's first process, and with it all others, none of which runs again. */
        void kill() {
            process.destroyForcibly();
            try {
                Files.writeString(control.file(), control.release());
            } catch (NoSuchFileException gone) {
                // A control group of the second version lets a held process die, and goes with it.
                return;
            } catch (IOException e) {
                throw new InjectionException("a killed node stays held: " + e.getMessage(), e);
            }
        }
    }
}
