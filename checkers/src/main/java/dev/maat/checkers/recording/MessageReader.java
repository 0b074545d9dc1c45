package dev.maat.checkers.recording;

/** Reads the ids of payloads, and takes their hashes. */
interface MessageReader {
    /** A message, as a payload says. */
    final class Message {
        /** {@link Payloads#UNREADABLE} if the payload carries no id. */
        final String id;

        /** Of the payload. */
        final long hash;

        /** Where a log names the sender by a number: that number, or -1 as long as nobody asked for it. */
        int sender = -1;

        /** Valid with {@link #sender}. */
        long number;

        Message(String id, long hash) {
            this.id = id;
            this.hash = hash;
        }
    }

    /** Reads each payload afresh. */
    MessageReader PLAIN = new MessageReader() {
        @Override
        public long sent(String id, byte[] payload) {
            return Payloads.fnv(payload);
        }

        @Override
        public Message read(byte[] payload) {
            return new Message(Payloads.messageId(payload), Payloads.fnv(payload));
        }
    };

    /** A payload was made for a message; returns its hash. */
    long sent(String id, byte[] payload);

    /** A payload was delivered; its bytes may be hostile. */
    Message read(byte[] payload);
}
