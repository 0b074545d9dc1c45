package dev.maat.node.protocol;

import org.jspecify.annotations.Nullable;

/** What a {@link NodeClient} hears from its node; called by the client's one reading thread, in the node's order. */
public interface NodeListener {
    /** One line of the history, word for word, without its newline; the bytes are the listener's to keep. */
    void historyLine(byte[] line);

    void answer(Answer answer);

    /** The connection is gone, once, and nothing comes any more; {@code why} is null when the node closed it in good order. */
    void closed(@Nullable Exception why);
}
