package dev.maat.node;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.util.function.Consumer;

/** Runs one implementation as one process and records what it does. Thread-safe; no method waits for the implementation. */
interface Host {
    /** Starts the process. A failure goes to {@link Ending}. */
    void start();

    /** Multicasts, or answers that the multicast was refused. */
    void multicast(Command.Multicast command, Consumer<Answer> reply);

    void leave(Consumer<Answer> reply);

    /** Answers with the packets that arrived on each link since the last probe, and sends a probe on each. */
    void probe(long id, Consumer<Answer> reply);

    /** Has the log closed by {@link Ending#closeLog}. */
    void stop();
}
