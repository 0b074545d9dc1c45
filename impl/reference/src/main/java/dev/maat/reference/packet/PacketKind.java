package dev.maat.reference.packet;

/** The kinds of packets, by their code on the wire. */
public enum PacketKind {
    DATA(1),
    HEARTBEAT(2),
    NACK(3),
    JOIN(4),
    PREPARE(5),
    PROMISE(6),
    REJECT(7),
    PROPOSE(8),
    ACCEPT(9),
    DECISION(10),
    ASK(11),
    GONE(12),
    FETCH(13),
    FETCHED(14),
    FETCH_STABLE(15),
    SNAPSHOT_ASK(16),
    SNAPSHOT_PIECE(17),
    ACK(18),
    HOLDERS(19),
    REPORT(20);

    private static final PacketKind[] BY_CODE = byCode();

    final int code;

    PacketKind(int code) {
        this.code = code;
    }

    /** Whether a ballot follows the subject. */
    boolean hasBallot() {
        return switch (this) {
            case PREPARE, PROMISE, REJECT, PROPOSE, ACCEPT -> true;
            default -> false;
        };
    }

    static PacketKind of(int code) throws MalformedPacketException {
        if (code < 1 || code >= BY_CODE.length) {
            throw new MalformedPacketException();
        }
        return BY_CODE[code];
    }

    private static PacketKind[] byCode() {
        PacketKind[] kinds = new PacketKind[values().length + 1];
        kinds[0] = DATA; // never looked up: codes start at 1
        for (PacketKind kind : values()) {
            kinds[kind.code] = kind;
        }
        return kinds;
    }
}
