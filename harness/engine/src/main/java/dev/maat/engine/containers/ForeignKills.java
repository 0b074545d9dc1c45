package dev.maat.engine.containers;

import com.github.dockerjava.api.exception.DockerException;
import dev.maat.node.protocol.ExitCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a container was killed from outside. Its exit code is no proof: any process can exit with the code of a killed one,
 * and must not excuse itself that way. The proof is an event of the engine, or the engine going away itself.
 *
 * <p>A signal from the machine is no event of the engine. Of each signal that it can handle a node's process leaves a word, so an
 * exit with such a code and without the word is the process's own. Of SIGKILL no word can be left, and no state of the container tells
 * it from an exit with its code.
 */
final class ForeignKills {
    /** A process that a signal ended has this plus the signal's number as its exit code. */
    private static final long SIGNAL_BASE = 128;

    /** The signals that end a Java process which is the first of its container; the kernel gives it no other. */
    private enum Signal {
        SIGHUP(1),
        SIGINT(2),
        SIGKILL(9),
        SIGTERM(15);

        private final long exitCode;

        Signal(long number) {
            this.exitCode = SIGNAL_BASE + number;
        }

        /** The signal that this exit code is of; null if it is of none. */
        static @Nullable Signal of(long exitCode) {
            for (Signal signal : values()) {
                if (signal.exitCode == exitCode) {
                    return signal;
                }
            }
            return null;
        }
    }

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
     * How an end may be nobody's doing of whom the engine knows, as a clause; empty if it is the implementation's. The kernel kills for
     * memory where the machine has too little: Maat itself bounds the memory of a node by its heap alone, and an implementation that
     * fills its heap is told so by an error.
     *
     * @param lastWord the signal that the process named, which its implementation may have forged; empty if it named none
     */
    static String suspicion(long exitCode, boolean outOfMemory, String lastWord) {
        if (outOfMemory) {
            return "the kernel killed it for memory, and this deployment sets a container no limit that it could break";
        }
        if (exitCode == ExitCode.EVIDENCE.code()) {
            return "its exit code is that of a node that cannot write its evidence, and then has to end";
        }
        Signal signal = Signal.of(exitCode);
        if (signal == Signal.SIGKILL) {
            return "its exit code is that of a SIGKILL, which can come from this machine, and the deployment cannot tell";
        }
        return signal != null && signal.name().equals(lastWord)
                ? "it named a " + signal + " before it ended, which came from this machine and not by the engine"
                : "";
    }

    /** The reason why the exit code of a signal is no excuse, as a clause; empty for every other exit code. */
    static String objection(long exitCode, String lastWord) {
        Signal signal = Signal.of(exitCode);
        return signal == null || signal == Signal.SIGKILL || signal.name().equals(lastWord)
                ? ""
                : ", that of a " + signal + ", but the process named no such signal";
    }

    /**
     * Whether a kill from outside explains an end.
     *
     * @param outOfMemory whether the kernel killed the process for its memory: then no signal of the engine did
     */
    static boolean explain(long exitCode, boolean outOfMemory, Engine engine) throws InterruptedException {
        if (outOfMemory || Signal.of(exitCode) == null) {
            return false;
        }
        try {
            return engine.signals().stream().anyMatch(sent -> sent.isEmpty() || sent.get() + SIGNAL_BASE == exitCode);
        } catch (DockerException e) {
            return !engine.isThere();
        }
    }
}
