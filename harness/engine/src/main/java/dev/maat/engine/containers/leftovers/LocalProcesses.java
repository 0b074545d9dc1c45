package dev.maat.engine.containers.leftovers;

import dev.maat.engine.containers.leftovers.HarnessIdentity.Presence;
import dev.maat.engine.containers.needs.ContentHash;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Tells whether a harness process is alive, by the kernel's {@code /proc}. A process that is found must have the start that the
 * other named, counted in ticks since the boot. The start that Java reports is computed from the wall clock, and moves with it.
 *
 * <p>A harness is called dead only on proof:
 * <ul>
 *   <li>it is of this boot and of this namespace of process ids, and no process there has its id and start; or
 *   <li>it is of another boot of this machine.
 * </ul>
 *
 * <p>Without {@code /proc} (macOS) a harness of this host is dead when no process has its id. One whose id is in use by a process with
 * another start is not called dead there, because a clock that was set may be the reason.
 */
final class LocalProcesses {
    private static final int FIRST_PROCESS = 1;
    /** Of {@code /proc/PID/stat}, counted from the field after the program's name, which is the third. */
    private static final int STATE = 0;

    private static final int START = 19;
    private static final String ENDED_STATES = "ZXx";

    private final Path root;
    private final HarnessIdentity self;
    private final LongFunction<Optional<Instant>> starts;

    /**
     * @param root the folder with {@code etc} and {@code proc}: {@code /}, but for tests
     * @param starts the start of a running process, as Java reports it; asked only where there is no {@code /proc}
     */
    LocalProcesses(Path root, long pid, LongFunction<Optional<Instant>> starts) {
        this.root = root;
        this.starts = starts;
        String host = host(root);
        String machine = text(root.resolve("etc/machine-id"));
        String boot = text(root.resolve("proc/sys/kernel/random/boot_id"));
        String start =
                boot.isEmpty() ? startInstant(pid) : stat(pid).map(Stat::start).orElse("");
        this.self = new HarnessIdentity(
                host, machine.isEmpty() ? "" : ContentHash.of(host, machine), boot, namespace(root), pid, start);
    }

    static LocalProcesses ofThisMachine() {
        return new LocalProcesses(
                Path.of("/"),
                ProcessHandle.current().pid(),
                pid -> ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info().startInstant().orElse(Instant.EPOCH)));
    }

    /** This process. */
    HarnessIdentity self() {
        return self;
    }

    Presence presenceOf(HarnessIdentity other) {
        if (!other.hasBoot() && !self.hasBoot()) {
            return presenceByHandle(other);
        }
        if (!other.boot().equals(self.boot())) {
            boolean earlierBoot = other.hasBoot()
                    && self.hasBoot()
                    && !self.machine().isEmpty()
                    && other.machine().equals(self.machine());
            return earlierBoot ? Presence.DEAD : Presence.UNKNOWN;
        }
        if (!other.namespace().equals(self.namespace())) {
            return Presence.UNKNOWN;
        }
        Optional<Stat> found = stat(other.pid());
        if (found.isPresent()) {
            return found.get().isRunning() && found.get().start().equals(other.start())
                    ? Presence.ALIVE
                    : Presence.DEAD;
        }
        // Some systems hide the processes of other users.
        return stat(FIRST_PROCESS).isPresent() ? Presence.DEAD : Presence.UNKNOWN;
    }

    private Presence presenceByHandle(HarnessIdentity other) {
        if (!other.host().equals(self.host())) {
            return Presence.UNKNOWN;
        }
        String start = startInstant(other.pid());
        if (start.isEmpty()) {
            return Presence.DEAD;
        }
        return start.equals(other.start()) ? Presence.ALIVE : Presence.UNKNOWN;
    }

    private String startInstant(long pid) {
        return starts.apply(pid).map(Instant::toString).orElse("");
    }

    /** @param state a letter; {@code Z} is a process that has ended and whose parent has not asked for its exit code */
    private record Stat(String state, String start) {
        boolean isRunning() {
            return !ENDED_STATES.contains(state);
        }
    }

    private Optional<Stat> stat(long pid) {
        String line = text(root.resolve("proc").resolve(Long.toString(pid)).resolve("stat"));
        // The program's name may hold blanks and brackets.
        String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length > START ? Optional.of(new Stat(fields[STATE], fields[START])) : Optional.empty();
    }

    private static String namespace(Path root) {
        try {
            return Files.readSymbolicLink(root.resolve("proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException none) {
            return "";
        }
    }

    private static String host(Path root) {
        String name = text(root.resolve("proc/sys/kernel/hostname"));
        try {
            return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
        } catch (IOException unknown) {
            return String.valueOf(System.getenv("HOSTNAME"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException none) {
            return "";
        }
    }
}
