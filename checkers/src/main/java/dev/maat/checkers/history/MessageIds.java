package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.List;

/** Numbers messages by their ids, in order of appearance. */
final class MessageIds {
    private static final int MAX_DIGITS = 18;

    private final ProcessTable processes;
    private final MessageTable messages;
    private final List<MessageNumbers> bySender = new ArrayList<>();

    MessageIds(ProcessTable processes, MessageTable messages) {
        this.processes = processes;
        this.messages = messages;
    }

    /** The number of an id; {@link ProcessLog#UNREADABLE} for "?". */
    int number(String id) throws BadLineException {
        if (id.equals("?")) {
            return ProcessLog.UNREADABLE;
        }
        int colon = id.lastIndexOf(':');
        long ownNumber = colon < 1 ? 0 : positive(id, colon + 1);
        if (ownNumber < 1) {
            throw new BadLineException(
                    "'" + id + "' is not a message id", "a message id is process, colon, number from 1: n1.0:17");
        }
        return number(processes.number(id.substring(0, colon)), ownNumber);
    }

    int number(int sender, long ownNumber) {
        while (bySender.size() <= sender) {
            bySender.add(new MessageNumbers());
        }
        MessageNumbers known = bySender.get(sender);
        int message = known.get(ownNumber);
        if (message < 0) {
            message = messages.add(sender, ownNumber);
            known.put(ownNumber, message);
        }
        return message;
    }

    /** The number that a text holds from some index on; 0 if it holds none, or too long a one. */
    private static long positive(String text, int from) {
        if (from >= text.length() || text.length() - from > MAX_DIGITS) {
            return 0;
        }
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
