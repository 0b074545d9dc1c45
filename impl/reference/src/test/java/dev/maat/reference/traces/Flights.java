package dev.maat.reference.traces;

import dev.maat.reference.packet.PacketKind;
import java.util.List;
import java.util.function.Predicate;

/** Short descriptions of sets of packets. */
final class Flights {
    private Flights() {}

    static Predicate<Flight> from(String... nodes) {
        List<String> among = List.of(nodes);
        return flight -> among.contains(flight.from().node());
    }

    static Predicate<Flight> to(String... nodes) {
        List<String> among = List.of(nodes);
        return flight -> among.contains(flight.to());
    }

    static Predicate<Flight> kind(PacketKind... kinds) {
        List<PacketKind> among = List.of(kinds);
        return flight -> among.contains(flight.kind());
    }

    static Predicate<Flight> view(long seq) {
        return flight -> flight.view() == seq;
    }

    /** Packets with units of the stream of the member of that rank, whoever sends them. */
    static Predicate<Flight> stream(int rank) {
        return flight -> PacketText.of(flight.bytes()).contains(", stream " + rank + ":");
    }

    static Predicate<Flight> ballot(int counter, int rank) {
        return flight -> flight.ballot().counter() == counter && flight.ballot().rank() == rank;
    }

    /** Both ways between any of the one and any of the other side. */
    static Predicate<Flight> between(List<String> one, List<String> other) {
        return flight -> (one.contains(flight.from().node()) && other.contains(flight.to()))
                || (other.contains(flight.from().node()) && one.contains(flight.to()));
    }
}
