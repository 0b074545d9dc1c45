package dev.maat.reference.packet;

/** The bytes are no packet. Never leaves this package: such bytes are dropped. */
final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedPacketException() {
        super("malformed packet", null, false, false);
    }
}
