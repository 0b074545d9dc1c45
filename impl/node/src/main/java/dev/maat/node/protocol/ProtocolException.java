package dev.maat.node.protocol;

/** A line of the node protocol that is wrong; the message says what was expected. */
public final class ProtocolException extends Exception {
    ProtocolException(String message) {
        super(message);
    }
}
