package dev.maat.engine.containers;

import com.github.dockerjava.api.exception.DockerException;
import dev.maat.engine.live.ExitSignal;
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
     * @param lastWord the signal that the process named, which its implementation may have forged; empty if it named none;
     *     null if its program never names one
     */
    static String suspicion(long exitCode, boolean outOfMemory, @Nullable String lastWord) {
        if (outOfMemory) {
            return "the kernel killed it for memory, and this deployment sets a container no limit that it could break";
        }
        String suspicion = ExitSignal.suspicion(exitCode, lastWord);
        return ExitSignal.of(exitCode) == null || suspicion.isEmpty() || lastWord == null || lastWord.isEmpty()
                ? suspicion
                : suspicion + ", which came from this machine and not by the engine";
    }

    /**
     * Whether a kill from outside explains an end.
     *
     * @param outOfMemory whether the kernel killed the process for its memory: then no signal of the engine did
     */
    static boolean explain(long exitCode, boolean outOfMemory, Engine engine) throws InterruptedException {
        if (outOfMemory || ExitSignal.of(exitCode) == null) {
            return false;
        }
        try {
            return engine.signals().stream().anyMatch(sent -> sent.isEmpty() || ExitSignal.isOf(exitCode, sent.get()));
        } catch (DockerException e) {
            return !engine.isThere();
        }
    }
}
