package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class LinkProbesTest {
    private static final List<String> NODES = List.of("n1", "n2");

    private final List<String> notes = new ArrayList<>();
    private final LinkProbes probes = new LinkProbes(notes::add);
    private String via = "transport";

    /** Each node answers at once with the packets since the last question: none at first. */
    private BiFunction<String, Command, Boolean> answering(Map<String, Map<String, Long>> received) {
        Map<String, Integer> asked = new LinkedHashMap<>();
        return (node, command) -> {
            boolean first = asked.merge(node, 1, Integer::sum) == 1;
            probes.answer(
                    node,
                    new Answer.Probed(
                            ((Command.Probe) command).id(),
                            via,
                            new LinkedHashMap<>(first ? Map.of() : received.getOrDefault(node, Map.of()))));
            return true;
        };
    }

    @Test
    void linksAreWellWhenEachCarriedAPacketAfterTheFirstRound() throws Exception {
        assertThat(probes.probe(NODES, answering(Map.of("n1", Map.of("n2", 1L), "n2", Map.of("n1", 3L)))))
                .isEqualTo(new Observation.Probed(true, true));
    }

    @Test
    void linksWithoutAPacketAreNamedAndThoseOfLiveMembersWithTheRemedy() throws Exception {
        Map<String, Map<String, Long>> oneWay = Map.of("n1", Map.of("n2", 0L), "n2", Map.of("n1", 3L));
        Map<String, Map<String, Long>> none = Map.of("n1", Map.of("n2", 0L), "n2", Map.of("n1", 0L));

        assertThat(probes.probe(NODES, answering(oneWay))).isEqualTo(new Observation.Probed(false, true));
        via = "beside";
        assertThat(probes.probe(NODES, answering(none))).isEqualTo(new Observation.Probed(false, true));

        assertThat(notes).hasSize(2);
        assertThat(notes.getFirst()).isEqualTo("no probe's packet was seen on n2>n1");
        assertThat(notes.getLast()).contains("n1>n2, n2>n1", "run a live member in containers");
    }

    @Test
    void aNodeThatCannotBeReachedWasNotScheduled() throws Exception {
        assertThat(probes.probe(NODES, (node, command) -> false)).isEqualTo(new Observation.Probed(false, false));
    }
}
