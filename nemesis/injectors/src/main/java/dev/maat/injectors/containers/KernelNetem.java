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
     * Tries it in a network namespace that is gone again when this returns.
     *
     * @param engine where the container engine is, as {@code DOCKER_HOST} has it; null or empty for this machine's. Of another
     *     machine's kernel nothing is known here.
     */
    public static KernelNetem look(@Nullable String engine) {
        return isLocal(engine) ? outcome(TRY_IT, LIMIT_MILLIS) : UNKNOWN;
    }

    private static boolean isLocal(@Nullable String engine) {
        return engine == null || engine.isEmpty() || engine.startsWith("unix:");
    }

    /** What the command finds, unknown if it does not end in time. */
    static KernelNetem outcome(List<String> command, long limitMillis) {
        HostCommand.Outcome tried = HostCommand.run(limitMillis, command);
        return of(tried.exitCode(), tried.output());
    }

    static KernelNetem of(int exitCode, String said) {
        if (exitCode == 0) {
            return PRESENT;
        }
        return said.contains("qdisc kind is unknown") ? MISSING : UNKNOWN;
    }

    /** How it is got; empty where it is there. */
    public String remedy() {
        return switch (this) {
            case PRESENT -> "";
            case MISSING, UNKNOWN ->
                "'modprobe sch_netem'; where that finds none, a kernel built with CONFIG_NET_SCH_NETEM (Debian's and Ubuntu's are;"
                        + " Fedora has it in kernel-modules-extra)";
        };
    }
}
