package dev.maat.reference.stream;

import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Runs of units: finds the missing ones, and packs the present ones into packets. */
public final class Units {
    /** A unit's flags, Lamport time and length in a packet, at their longest. */
    private static final int HEADER_BYTES = 16;

    /** Ranges of one request: so many fit a packet. */
    static final int MAX_RANGES = 32;

    /** Units that one request asks for. */
    static final int MAX_ASKED = 128;

    /** Packets that answer one request. */
    public static final int MAX_ANSWERS = 64;

    private Units() {}

    /** Takes a packet's worth, in a list of its own. */
    @FunctionalInterface
    public interface PacketSink {
        void packet(long firstSeq, List<Unit> units);
    }

    /** Adds the gaps of {@code log} through {@code through}, as many as one request may ask for. */
    public static void missing(SenderLog log, long through, List<Range> into) {
        missing(log, through, seq -> true, into);
    }

    /** The same for those units of the gaps that are wanted. */
    public static void missing(SenderLog log, long through, LongPredicate wanted, List<Range> into) {
        int asked = 0;
        long seq = log.held() + 1;
        while (seq <= through && into.size() < MAX_RANGES && asked < MAX_ASKED) {
            if (log.has(seq) || !wanted.test(seq)) {
                seq++;
                continue;
            }
            long from = seq;
            while (seq <= through && !log.has(seq) && wanted.test(seq) && asked < MAX_ASKED) {
                seq++;
                asked++;
            }
            into.add(new Range(log.rank(), from, seq - 1));
        }
    }

    /** The ranges of units that are stored beyond the held prefix, from the lowest on. */
    public static List<Range> beyondHeld(SenderLog log, int maxRanges) {
        if (log.held() == log.known()) {
            return List.of();
        }
        List<Range> beyond = new ArrayList<>();
        long seq = log.held() + 1;
        while (seq <= log.known() && beyond.size() < maxRanges) {
            if (!log.has(seq)) {
                seq++;
                continue;
            }
            long from = seq;
            while (seq <= log.known() && log.has(seq)) {
                seq++;
            }
            beyond.add(new Range(log.rank(), from, seq - 1));
        }
        return beyond;
    }

    /**
     * Gives the units {@code from} through {@code to} that are stored here to the sink, packet by packet.
     *
     * @param maxBodyBytes of all units of a packet
     * @return the packets that may still follow
     */
    public static int pack(SenderLog log, long from, long to, int maxBodyBytes, int maxPackets, PacketSink sink) {
        int left = maxPackets;
        long last = Math.min(to, log.known());
        long first = 0;
        int bytes = 0;
        List<Unit> units = new ArrayList<>();
        for (long seq = Math.max(from, log.freed() + 1); seq <= last && left > 0; seq++) {
            Unit unit = log.get(seq);
            int more = unit == null ? 0 : unit.body().length + HEADER_BYTES;
            if (!units.isEmpty() && (unit == null || bytes + more > maxBodyBytes + HEADER_BYTES)) {
                sink.packet(first, units);
                left--;
                units = new ArrayList<>();
                bytes = 0;
            }
            if (unit != null) {
                first = units.isEmpty() ? seq : first;
                units.add(unit);
                bytes += more;
            }
        }
        if (!units.isEmpty() && left > 0) {
            sink.packet(first, units);
            left--;
        }
        return left;
    }
}
