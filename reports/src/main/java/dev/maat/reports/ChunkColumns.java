package dev.maat.reports;

/**
 * Up to 65,536 events as columns, one column after the other:
 *
 * <ol>
 *   <li>time: signed difference from the event before
 *   <li>process: its number plus 1; 0 is the harness
 *   <li>type: a byte
 *   <li>sender: its number plus 1; 0 is no message
 *   <li>message number: signed difference from the last number of the same sender
 *   <li>value: signed difference from the last value of the same type; a value of -1 is none
 *   <li>texts, of the few events that have one: distance from the position of the last one, and the text
 * </ol>
 */
final class ChunkColumns {
    static final int EVENTS = 65_536;

    /** A longer text is cut: hostile lines must not make a report too large for a browser. */
    static final int MAX_TEXT_CHARS = 2_000;

    private final long[] nanos = new long[EVENTS];
    private final int[] processes = new int[EVENTS];
    private final byte[] types = new byte[EVENTS];
    private final int[] senders = new int[EVENTS];
    private final long[] numbers = new long[EVENTS];
    private final long[] values = new long[EVENTS];
    private final Varints texts = new Varints();
    private int textCount;
    private int lastText;
    private int count;
    private long firstPlacedNanos;
    private long lastPlacedNanos;
    private int senderLimit = 1;

    /** Begins the next event; the calls that follow add to it. */
    void begin(EventOrder order, int process, int type) {
        if (count == 0) {
            firstPlacedNanos = order.placedNanos();
        }
        lastPlacedNanos = order.placedNanos();
        nanos[count] = order.ownNanos();
        processes[count] = process;
        types[count] = (byte) type;
        senders[count] = -1;
        values[count] = -1;
        count++;
    }

    void message(int sender, long number) {
        senders[count - 1] = sender;
        numbers[count - 1] = number;
        senderLimit = Math.max(senderLimit, sender + 1);
    }

    void value(long value) {
        values[count - 1] = value;
    }

    void text(String text) {
        int position = count - 1;
        texts.unsigned(position - lastText);
        texts.text(text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS) + "…");
        lastText = position;
        textCount++;
    }

    boolean isFull() {
        return count == EVENTS;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long firstPlacedNanos() {
        return firstPlacedNanos;
    }

    long lastPlacedNanos() {
        return lastPlacedNanos;
    }

    String packed() {
        Varints columns = new Varints();
        long lastNanos = firstPlacedNanos;
        for (int i = 0; i < count; i++) {
            columns.signed(nanos[i] - lastNanos);
            lastNanos = nanos[i];
        }
        for (int i = 0; i < count; i++) {
            columns.unsigned(processes[i] + 1);
        }
        for (int i = 0; i < count; i++) {
            columns.octet(types[i]);
        }
        for (int i = 0; i < count; i++) {
            columns.unsigned(senders[i] + 1);
        }
        packNumbers(columns);
        packValues(columns);
        columns.unsigned(textCount);
        columns.append(texts);
        return columns.packed();
    }

    private void packNumbers(Varints columns) {
        long[] last = new long[senderLimit];
        for (int i = 0; i < count; i++) {
            if (senders[i] >= 0) {
                columns.signed(numbers[i] - last[senders[i]]);
                last[senders[i]] = numbers[i];
            }
        }
    }

    private void packValues(Varints columns) {
        long[] last = new long[256];
        for (int i = 0; i < count; i++) {
            columns.signed(values[i] - last[types[i]]);
            last[types[i]] = values[i];
        }
    }
}
