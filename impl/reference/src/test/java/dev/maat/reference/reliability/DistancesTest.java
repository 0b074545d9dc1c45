package dev.maat.reference.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Membership;
import dev.maat.reference.options.Options;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.ReferenceParts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DistancesTest {
    private static final long MILLI = 1_000_000;
    private static final List<ProcessId> MEMBERS = List.of(new ProcessId("A", 0), new ProcessId("B", 0));

    /** A member with a clock of its own. */
    private static final class Member {
        private final Host host;
        private final Distances distances;
        private final int rank;

        Member(int rank) {
            this.rank = rank;
            Input.Start start = new Input.Start(
                    MEMBERS.get(rank),
                    "g",
                    true,
                    List.of("A", "B"),
                    List.of(),
                    Map.of(),
                    Limits.DEFAULT,
                    (stream, a, b) -> 0);
            host = new Host(start, Options.parse(Map.of()));
            distances = new Distances(host);
            Group group = new Group(host, ReferenceParts.STANDARD);
            distances.open(group.install(new Membership(ViewRef.of(1, "1"), "1", MEMBERS, 2, rank, new TreeMap<>())));
        }

        Member at(long millis) {
            host.begin(millis * MILLI, effect -> {});
            return this;
        }
    }

    @Test
    void aRoundTripIsMeasuredWithoutTheTimeThatTheAnswerTookAndWithoutASharedClock() {
        Member a = new Member(0);
        Member b = new Member(1);

        Packet.Beat first = a.at(1_000).distances.beat();
        b.at(70_004).distances.onBeat(a.rank, b.rank, first);
        Packet.Beat answer = b.at(70_034).distances.beat();
        a.at(1_037).distances.onBeat(b.rank, a.rank, answer);

        assertThat(answer.answers()).isEqualTo(a.rank);
        assertThat(a.distances.roundTripNanos(b.rank)).isEqualTo(7 * MILLI);
    }

    @Test
    void anAnswerToAHeartbeatThatWasNeverSentMeasuresNothing() {
        Member a = new Member(0);
        long before = a.distances.roundTripNanos(1);

        a.at(5).distances.onBeat(1, 0, new Packet.Beat(1, 0, 99, 0));

        assertThat(a.distances.roundTripNanos(1)).isEqualTo(before);
    }
}
