package dev.maat.checkers.history;

import java.util.Arrays;
import java.util.BitSet;

/** Every message that any line names, numbered in order of appearance: columns. */
public final class MessageTable {
    /** No event. */
    public static final int NONE = -1;

    private int count;
    private int[] sender = new int[64];
    private long[] number = new long[64];
    private int[] sendEvent = new int[64];
    private int[] sentEvent = new int[64];
    private int[] failedEvent = new int[64];
    private int[] size = new int[64];
    private long[] sendHash = new long[64];
    private byte[] sendHashKind = new byte[64];
    private long[] firstHash = new long[64];
    private byte[] firstHashKind = new byte[64];
    private final BitSet last = new BitSet();

    MessageTable() {}

    /** Messages named. */
    public int count() {
        return count;
    }

    /** Process number of the sender that the id names. */
    public int sender(int message) {
        return sender[message];
    }

    /** The sender's own number of the message. */
    public long number(int message) {
        return number[message];
    }

    /** Index of its {@code send} in the sender's log, or {@link #NONE}. */
    public int sendEvent(int message) {
        return sendEvent[message];
    }

    /** Index of its {@code sent}, or {@link #NONE}. */
    public int sentEvent(int message) {
        return sentEvent[message];
    }

    /** Index of its {@code failed}, or {@link #NONE}. */
    public int failedEvent(int message) {
        return failedEvent[message];
    }

    /** Size in bytes that the send line tells, or {@link #NONE}. */
    public int sizeBytes(int message) {
        return size[message];
    }

    /** Whether it is an END message. */
    public boolean last(int message) {
        return last.get(message);
    }

    int add(int senderProcess, long itsNumber) {
        if (count == sender.length) {
            grow();
        }
        sender[count] = senderProcess;
        number[count] = itsNumber;
        sendEvent[count] = NONE;
        sentEvent[count] = NONE;
        failedEvent[count] = NONE;
        size[count] = NONE;
        return count++;
    }

    void send(int message, int event, int sizeBytes, boolean isLast, byte hashKind, long hash) {
        sendEvent[message] = event;
        size[message] = sizeBytes;
        sendHashKind[message] = hashKind;
        sendHash[message] = hash;
        seen(message, hashKind, hash);
        if (isLast) {
            last.set(message);
        }
    }

    void sent(int message, int event) {
        sentEvent[message] = event;
    }

    void failed(int message, int event) {
        failedEvent[message] = event;
    }

    /** Remembers the first hash seen of a message; tells whether this one is equal to it. */
    boolean seen(int message, byte hashKind, long hash) {
        if (hashKind == Hashes.NONE) {
            return true;
        }
        if (firstHashKind[message] == Hashes.NONE) {
            firstHashKind[message] = hashKind;
            firstHash[message] = hash;
            return true;
        }
        return firstHash[message] == hash && firstHashKind[message] == hashKind;
    }

    byte sendHashKind(int message) {
        return sendHashKind[message];
    }

    long sendHash(int message) {
        return sendHash[message];
    }

    byte firstHashKind(int message) {
        return firstHashKind[message];
    }

    long firstHash(int message) {
        return firstHash[message];
    }

    private void grow() {
        int more = Math.max(count * 2, 64);
        sender = Arrays.copyOf(sender, more);
        number = Arrays.copyOf(number, more);
        sendEvent = Arrays.copyOf(sendEvent, more);
        sentEvent = Arrays.copyOf(sentEvent, more);
        failedEvent = Arrays.copyOf(failedEvent, more);
        size = Arrays.copyOf(size, more);
        sendHash = Arrays.copyOf(sendHash, more);
        sendHashKind = Arrays.copyOf(sendHashKind, more);
        firstHash = Arrays.copyOf(firstHash, more);
        firstHashKind = Arrays.copyOf(firstHashKind, more);
    }
}
