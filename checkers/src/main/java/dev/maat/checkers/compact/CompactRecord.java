package dev.maat.checkers.compact;

/** The kinds of records, with their fields. */
public enum CompactRecord {
    /** A whole line of JSON, of an event that is rare: its length, its bytes. It has no time before it. */
    LINE,
    START,
    /** The number of the view. */
    VIEW,
    /** The number, the hash as eight bytes, the size. */
    SEND,
    /** As {@link #SEND}, of an END message. */
    SEND_LAST,
    /** The number. */
    SENT,
    FAILED,
    /** The sender's word, the number, the hash as eight bytes. */
    DELIVER,
    /** As {@link #DELIVER}, and the place. */
    DELIVER_AT,
    /** The hash as eight bytes; the payload carries no id. */
    DELIVER_UNREADABLE,
    DELIVER_UNREADABLE_AT,
    /** The sender's word, the number. */
    SAFE,
    BLOCK,
    UNBLOCK,
    /** The word of the name. */
    PHASE_ON,
    PHASE_OFF,
    /** The word of the suspect. */
    SUSPECT_ON,
    SUSPECT_OFF,
    /** The word of the view, the digest as a text. */
    STATE_IN,
    STATE_OUT,
    /** The bytes buffered, the bound, both signed. */
    SAMPLE,
    /** The number of lines before. */
    CLOSED;

    private static final CompactRecord[] ALL = values();

    static CompactRecord of(int code) {
        if (code < 0 || code >= ALL.length) {
            throw new IllegalArgumentException("there is no record " + code);
        }
        return ALL[code];
    }
}
