package dev.maat.node;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.util.function.Consumer;

/** Runs one implementation as one process and records what it does. Thread-safe; no method waits for the implementation. */
interface Host {
    /** Starts; what comes of it is told to {@link Ending} and the evidence. */
    void start();

    /** Multicasts, or answers that it was refused. */
    public void multicast(Command.Multicast command, Consumer<Answer> reply);

    void leave(Consumer<Answer> reply);

    /** Answers with what arrived on each link since the last probe and sends a probe on each. */
    void probe(long id, Consumer<Answer> reply);

    /** Ends the process without a word to the group. */
    void stop();
}
