package dev.maat.injectors.containers;

import dev.maat.injectors.HostCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the kernel that the engine's containers share has the queueing discipline that delays, copies and reorders packets. */
public enum KernelNetem {
    PRESENT,
    MISSING,
    /** Only root can find out, with {@code tc} and {@code unshare}, and only of this machine. */
    UNKNOWN;

    private static final long LIMIT_MILLIS = 10_000;
    private static final List<String> TRY_IT =
            List.of("unshare", "--net", "tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms");

    /**
     * Tries to add netem in a network namespace of its own, which no longer exists when this returns.
     *
     * @param engine the container engine's address, as in {@code DOCKER_HOST}; null or empty for this machine's. Another machine's
     *     kernel is unknown here.
     */
    public static KernelNetem look(@Nullable String engine) {
        return isLocal(engine) ? outcome(TRY_IT, LIMIT_MILLIS) : UNKNOWN;
    }

    private static boolean isLocal(@Nullable String engine) {
        return engine == null || engine.isEmpty() || engine.startsWith("unix:");
    }

    /** The result of a trial command; unknown if it does not end in time. */
    static KernelNetem outcome(List<String> command, long limitMillis) {
        HostCommand.Outcome tried = HostCommand.run(limitMillis, command);
        return of(tried.exitCode(), tried.output());
    }

    static KernelNetem of(int exitCode, String output) {
        if (exitCode == 0) {
            return PRESENT;
        }
        return output.contains("qdisc kind is unknown") ? MISSING : UNKNOWN;
    }

    /** How to get netem on this machine; empty if the kernel has it. */
    public String remedy() {
        return switch (this) {
            case PRESENT -> "";
            case MISSING, UNKNOWN ->
                "'modprobe sch_netem'; if there is no such module, a kernel built with CONFIG_NET_SCH_NETEM (Debian's and Ubuntu's are;"
                        + " Fedora has it in kernel-modules-extra)";
        };
    }
}
