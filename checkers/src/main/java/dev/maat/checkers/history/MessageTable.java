package dev.maat.checkers.history;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Every message that any line names, numbered in order of appearance, in columns. */
public final class MessageTable {
    /** No event. */
    public static final int NONE = -1;

    private static final long[] NO_HASH = {Hashes.NONE, 0};

    /** Bits beside the kind of the first hash: the send has that hash, or another one, which is in the map. */
    private static final int SEND_FIRST = 0x20;

    private static final int SEND_OTHER = 0x40;
    private static final int KIND = 0x1f;

    private int count;
    private final IntColumn sender = new IntColumn();
    private final LongColumn number;
    private final IntColumn sendEvent = new IntColumn();
    private final IntColumn returnEvent = new IntColumn();
    private final IntColumn size;
    private final LongColumn firstHash;
    private final ByteColumn hashKind;
    private final Map<Integer, long[]> otherSendHashes;
    private final BitSet failed;
    private final BitSet last;

    /** The processes that the ids name, if other processes count as the senders. */
    private final IntColumn named;

    MessageTable() {
        named = sender;
        number = new LongColumn();
        size = new IntColumn();
        firstHash = new LongColumn();
        hashKind = new ByteColumn();
        otherSendHashes = new HashMap<>();
        failed = new BitSet();
        last = new BitSet();
    }

    private MessageTable(MessageTable told, int[] owner, int[] offset) {
        count = told.count;
        number = told.number;
        size = told.size;
        firstHash = told.firstHash;
        hashKind = told.hashKind;
        otherSendHashes = told.otherSendHashes;
        failed = told.failed;
        last = told.last;
        named = told.sender;
        for (int m = 0; m < count; m++) {
            int by = told.sender(m);
            sender.add(owner[by]);
            sendEvent.add(moved(told.sendEvent.get(m), offset[by]));
            returnEvent.add(moved(told.returnEvent.get(m), offset[by]));
        }
    }

    private static int moved(int event, int by) {
        return event == NONE ? NONE : event + by;
    }

    /** These messages, as sent by the owners of their senders, whose logs begin at an offset of the owner's log. */
    MessageTable of(int[] owner, int[] offset) {
        return new MessageTable(this, owner, offset);
    }

    /** Process number that the id names: the sender, or the incarnation of a recovering sender. */
    int named(int message) {
        return named.get(message);
    }

    /** Messages named. */
    public int count() {
        return count;
    }

    /** Process number of the sender, as the id names it. */
    public int sender(int message) {
        return sender.get(message);
    }

    /** The sender's own number of the message. */
    public long number(int message) {
        return number.get(message);
    }

    /** Index of its {@code send} in the sender's log, or {@link #NONE}. */
    public int sendEvent(int message) {
        return sendEvent.get(message);
    }

    /** Index of its {@code sent}, or {@link #NONE}. */
    public int sentEvent(int message) {
        int event = returnEvent.get(message);
        return event == NONE || failed.get(message) ? NONE : event;
    }

    /** Index of its {@code failed}, or {@link #NONE}. */
    public int failedEvent(int message) {
        return failed.get(message) ? returnEvent.get(message) : NONE;
    }

    /** Size in bytes from the send line, or {@link #NONE}. */
    public int sizeBytes(int message) {
        return size.get(message);
    }

    /** Whether it is an END message. */
    public boolean last(int message) {
        return last.get(message);
    }

    int add(int senderProcess, long itsNumber) {
        sender.add(senderProcess);
        number.add(itsNumber);
        sendEvent.add(NONE);
        returnEvent.add(NONE);
        size.add(NONE);
        firstHash.add(0);
        hashKind.add(Hashes.NONE);
        return count++;
    }

    void send(int message, int event, int sizeBytes, boolean isLast, byte kind, long hash) {
        sendEvent.set(message, event);
        size.set(message, sizeBytes);
        if (kind != Hashes.NONE) {
            boolean first = seen(message, kind, hash);
            hashKind.set(message, (byte) (hashKind.get(message) | (first ? SEND_FIRST : SEND_OTHER)));
            if (!first) {
                otherSendHashes.put(message, new long[] {kind, hash});
            }
        }
        if (isLast) {
            last.set(message);
        }
    }

    void sent(int message, int event) {
        returnEvent.set(message, event);
    }

    void failed(int message, int event) {
        returnEvent.set(message, event);
        failed.set(message);
    }

    /** Remembers the first hash of a message; returns whether this hash is equal to it. */
    boolean seen(int message, byte kind, long hash) {
        byte first = firstHashKind(message);
        if (first == Hashes.NONE) {
            hashKind.set(message, kind);
            firstHash.set(message, hash);
            return true;
        }
        return first == kind && firstHash.get(message) == hash;
    }

    /** Whether the send has the hash that was seen first. */
    boolean sentWithFirstHash(int message) {
        return (hashKind.get(message) & SEND_FIRST) != 0;
    }

    byte sendHashKind(int message) {
        if (sentWithFirstHash(message)) {
            return firstHashKind(message);
        }
        return (hashKind.get(message) & SEND_OTHER) != 0 ? (byte) other(message)[0] : Hashes.NONE;
    }

    long sendHash(int message) {
        return (hashKind.get(message) & SEND_OTHER) != 0 ? other(message)[1] : firstHash(message);
    }

    private long[] other(int message) {
        return otherSendHashes.getOrDefault(message, NO_HASH);
    }

    byte firstHashKind(int message) {
        return (byte) (hashKind.get(message) & KIND);
    }

    long firstHash(int message) {
        return firstHash.get(message);
    }
}
