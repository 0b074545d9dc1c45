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

    private static final List<Long> SIGTERM_AND_SIGKILL = List.of(15L, 9L);

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
     * Whether a kill from outside explains an end.
     *
     * @param outOfMemory whether the kernel killed the process for its memory: that is the implementation's own fault
     */
    static boolean explain(long exitCode, boolean outOfMemory, Engine engine) throws InterruptedException {
        long signal = exitCode - SIGNAL_BASE;
        if (outOfMemory || !SIGTERM_AND_SIGKILL.contains(signal)) {
            return false;
        }
        try {
            return engine.signals().stream().anyMatch(sent -> sent.isEmpty() || sent.get() == signal);
        } catch (DockerException e) {
            return !engine.isThere();
        }
    }
}
