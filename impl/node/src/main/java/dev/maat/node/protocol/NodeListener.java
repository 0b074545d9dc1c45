package dev.maat.node.protocol;

import org.jspecify.annotations.Nullable;

/** Takes the messages of a {@link NodeClient}'s node. Called by the client's one reading thread, in the node's order. */
public interface NodeListener {
    /** One line of the history, word for word, without its newline; the listener may keep the bytes. */
    void historyLine(byte[] line);

    void answer(Answer answer);

    /** The last call: the connection is gone. {@code why} is null if the node closed it in good order. */
    void closed(@Nullable Exception why);
}
