package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.simulation.CoreFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In a large group the feedback at a sender is bounded by the fan-out of the tree, also when coordinators die and are cut off. */
class TreeFeedbackTest {
    private static final int MEMBERS = 40;

    /** The default. */
    private static final int FAN_OUT = 8;

    /** In the tree of n1 the 39 others are in eight parts; these are the first peers of four of them. */
    private static final List<String> KILLED = List.of("n2", "n12", "n22");

    private static final String CUT_OFF = "n32";

    private static Scenario scenario() {
        List<PlannedFault> faults = new ArrayList<>();
        faults.add(new PlannedFault(1, 500, 3_500L, new Fault.Loss(List.of(), 3), true));
        for (String node : KILLED) {
            faults.add(new PlannedFault(faults.size() + 1, 1_500, null, new Fault.Kill(node), true));
        }
        List<String> others = new ArrayList<>(Scenario.nodeNames(MEMBERS));
        others.remove(CUT_OFF);
        faults.add(new PlannedFault(
                faults.size() + 1, 3_000, 400L, new Fault.Partition(List.of(List.of(CUT_OFF), others)), true));
        return Scenario.of("reference", "virtually-synchronous", "fifo", MEMBERS, 1, new Workload(200, 32, 256, 4_000))
                .withPlan(new FaultPlan(faults, List.of()));
    }

    @Test
    void fortyMembersLoseNothingWhileCoordinatorsDieAndNoSenderHearsMoreThanTheFanOut() {
        List<Ear> ears = new ArrayList<>();
        CoreFactory tree = SimulatedRun.over("tree", options -> {
            Ear ear = new Ear(SimulatedRun.REFERENCE.newCore(options));
            ears.add(ear);
            return ear;
        });

        SimulatedRun run = SimulatedRun.of(scenario(), tree);

        assertThat(run.judgement().verdict())
                .as(() -> run.judgement().reasons().toString())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.result().viewChanges()).isPositive();
        int feedback = ears.stream().mapToInt(ear -> ear.feedback).sum();
        int messages = ears.stream().mapToInt(ear -> ear.messages).sum();
        assertThat(messages).isGreaterThan(400);
        // A child reports that more is held, and later that more is freed.
        assertThat((double) feedback / messages).isLessThan(2.5 * FAN_OUT);
        // Each coordinator that is replaced adds at most the peer that replaces it.
        int replaced = KILLED.size() + 1;
        for (Ear ear : ears) {
            ear.heardIn.forEach((view, peers) -> assertThat(peers)
                    .as("peers that %s heard in view %d", ear.self, view)
                    .hasSizeLessThanOrEqualTo(FAN_OUT + replaced));
        }
    }

    /** Listens to the feedback on the stream of its own process. */
    private static final class Ear implements ProtocolCore {
        private final ProtocolCore core;
        private final TreeMap<Long, TreeSet<ProcessId>> heardIn = new TreeMap<>();
        private @Nullable ProcessId self;
        private @Nullable View view;
        private int feedback;
        private int messages;

        Ear(ProtocolCore core) {
            this.core = core;
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start start) {
                self = start.self();
            } else if (input instanceof Input.Receive receive) {
                listen(receive.packet());
            }
            core.step(nowNanos, input, effect -> note(effect, effects));
        }

        @Override
        public void flush(long nowNanos, Effects effects) {
            core.flush(nowNanos, effect -> note(effect, effects));
        }

        private void note(Effect effect, Effects effects) {
            if (effect instanceof Effect.InstallView install) {
                view = install.view();
            } else if (effect instanceof Effect.Accepted) {
                messages++;
            }
            effects.add(effect);
        }

        private void listen(byte[] packet) {
            Envelope envelope = PacketCodec.decode(ByteBuffer.wrap(packet, 0, packet.length - new Checksum().bytes()));
            if (envelope == null || view == null || !(envelope.packet() instanceof Packet.Feedback about)) {
                return;
            }
            int rank = view.members().indexOf(self);
            boolean mine =
                    switch (about) {
                        case Packet.Report report -> report.stream() == rank;
                        case Packet.Ack ack -> ack.stream() == rank;
                        case Packet.Nack nack -> nack.missing().stream().anyMatch(range -> range.rank() == rank);
                    };
            if (mine && about.subject().seq() == view.seq()) {
                feedback++;
                heardIn.computeIfAbsent(view.seq(), seq -> new TreeSet<>()).add(envelope.sender());
            }
        }
    }
}
