package dev.maat.engine.containers;

import com.github.dockerjava.api.exception.DockerException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a container was killed from outside. Its exit code is no proof: any process can exit with the code of a killed one,
 * and must not excuse itself that way. The proof is an event of the engine, or the engine going away itself.
 */
final class ForeignKills {
    /** A process that a signal ended has this plus the signal's number as its exit code. */
    private static final long SIGNAL_BASE = 128;

    private static final long SIGHUP = 1;
    private static final long SIGINT = 2;
    private static final long SIGKILL = 9;
    private static final long SIGTERM = 15;

    /** The signals that end a Java process which is the first of its container; the kernel gives it no other. */
    private static final List<Long> DEADLY = List.of(SIGHUP, SIGINT, SIGKILL, SIGTERM);

    /** The questions to a container engine. */
    interface Engine {
        /**
         * The signals that the engine was asked to send to the container's last process: each one's number, or empty if the engine
         * does not say which.
         *
         * @throws DockerException if the engine does not answer
         */
        List<Optional<Long>> signals() throws InterruptedException;

        boolean isThere();
    }

    private ForeignKills() {}

    /**
     * How a signal of which the engine knows nothing may explain an end, as a clause; empty if none does. The kernel kills for
     * memory where the machine has too little: Maat itself bounds the memory of a node by its heap alone, and an implementation that
     * fills its heap is told so by an error.
     */
    static String suspicion(long exitCode, boolean outOfMemory) {
        if (outOfMemory) {
            return "the kernel killed it for memory, and this deployment sets a container no limit that it could break";
        }
        String signal =
                switch ((int) (exitCode - SIGNAL_BASE)) {
                    case (int) SIGHUP -> "SIGHUP";
                    case (int) SIGINT -> "SIGINT";
                    case (int) SIGKILL -> "SIGKILL";
                    case (int) SIGTERM -> "SIGTERM";
                    default -> "";
                };
        return signal.isEmpty()
                ? ""
                : "its exit code is that of a " + signal
                        + ", which can come from this machine, and the deployment cannot tell";
    }

    /**
     * Whether a kill from outside explains an end.
     *
     * @param outOfMemory whether the kernel killed the process for its memory: then no signal of the engine did
     */
    static boolean explain(long exitCode, boolean outOfMemory, Engine engine) throws InterruptedException {
        long signal = exitCode - SIGNAL_BASE;
        if (outOfMemory || !DEADLY.contains(signal)) {
            return false;
        }
        try {
            return engine.signals().stream().anyMatch(sent -> sent.isEmpty() || sent.get() == signal);
        } catch (DockerException e) {
            return !engine.isThere();
        }
    }
}
