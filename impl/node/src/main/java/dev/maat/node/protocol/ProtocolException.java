package dev.maat.node.protocol;

/** A line breaks the node protocol; the message says what was expected. */
public final class ProtocolException extends Exception {
    ProtocolException(String message) {
        super(message);
    }
}
