package dev.maat.node;

import dev.maat.node.protocol.Command;
import org.jspecify.annotations.Nullable;

/** Checks multicast commands before they are recorded. Thread-safe. */
final class SendNumbers {
    private final int maxPayloadBytes;
    private long last;
    private boolean leaving;

    SendNumbers(int maxPayloadBytes) {
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /** Why the command is wrong; null if it is right, and its number is then used up. */
    synchronized @Nullable String objection(Command.Multicast command) {
        if (leaving) {
            return "the process was asked to leave";
        }
        if (command.number() <= last) {
            return "message " + last + " was multicast already; numbers must increase";
        }
        if (command.size() > maxPayloadBytes) {
            return "the payload is longer than limits.maxPayloadBytes (" + maxPayloadBytes + ")";
        }
        last = command.number();
        return null;
    }

    /** Records that the process was asked to leave; false if it was asked before. */
    synchronized boolean leave() {
        boolean first = !leaving;
        leaving = true;
        return first;
    }
}
