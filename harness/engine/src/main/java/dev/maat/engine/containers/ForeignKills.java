package dev.maat.engine.containers;

import com.github.dockerjava.api.exception.DockerException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a container's end was somebody else's doing. An exit code alone says nothing: any process can exit with the code of
 * a killed one, and must not excuse itself by it. The engine's word is needed, or that it is going away itself.
 */
final class ForeignKills {
    /** Exit codes of what a signal ended are this and the signal's number. */
    private static final long SIGNAL_BASE = 128;

    private static final List<Long> SIGTERM_AND_SIGKILL = List.of(15L, 9L);

    /** What is asked of a container engine. */
    interface Engine {
        /**
         * Signals that somebody had the engine send to the container's last process, each by its number or empty if the engine
         * does not say.
         *
         * @throws DockerException if the engine does not tell
         */
        List<Optional<Long>> signals() throws InterruptedException;

        boolean isThere();
    }

    private ForeignKills() {}

    /** @param outOfMemory who wants more memory than there is, is to blame for it */
    static boolean ended(long exitCode, boolean outOfMemory, Engine engine) throws InterruptedException {
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
