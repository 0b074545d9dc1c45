package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.reference.ReferenceCore;
import dev.maat.reference.packet.Drop;
import dev.maat.reference.packet.PacketKind;
import dev.maat.reference.parts.ReferenceParts;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group with a key, and processes that do not have it. X is such a process: it can send to every member. */
class KeyedTracesTest {
    private static final String KEY = base64("the key of the group");
    private static final String NO_KEY = "";

    private final Map<ProcessId, KeyedCore> cores = new TreeMap<>();
    /** By number: a packet that waits is looked at more than once. */
    private final Map<Long, Flight> recorded = new TreeMap<>();

    private static String base64(String key) {
        return Base64.getEncoder().encodeToString(Actor.bytes(key));
    }

    /** A core whose key depends on its node. */
    private final class KeyedCore implements ProtocolCore {
        private final Function<String, String> keys;
        private @Nullable ReferenceCore core;

        KeyedCore(Function<String, String> keys) {
            this.keys = keys;
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start start) {
                String key = keys.apply(start.self().node());
                core = new ReferenceCore(ReferenceParts.STANDARD, key.isEmpty() ? Map.of() : Map.of("groupKey", key));
                cores.put(start.self(), this);
            }
            core.step(nowNanos, input, effects);
        }

        @Override
        public void flush(long nowNanos, Effects effects) {
            core.flush(nowNanos, effects);
        }
    }

    private Stage stage(String nodes, String founders, String keyOfX) {
        Stage stage =
                new Stage(nodes, founders, Map.of(), options -> new KeyedCore(node -> node.equals("X") ? keyOfX : KEY));
        stage.drop(flight -> {
            recorded.put(flight.number(), flight);
            return false;
        });
        return stage;
    }

    private long dropped(String process, Drop why) {
        return cores.get(new ProcessId(process, 0)).core.dropped(why);
    }

    private static void saysSomething(Stage stage) {
        stage.multicast("A", "a");
        stage.multicast("B", "b");
        stage.run(300);
    }

    private static void hasNothingOfX(Stage stage) {
        for (String member : List.of("A", "B", "C")) {
            Actor actor = stage.process(member);
            assertThat(actor.views)
                    .as(member)
                    .allSatisfy(view -> assertThat(view.members())
                            .noneMatch(process -> process.node().equals("X")));
            assertThat(actor.deliveries)
                    .as(member)
                    .noneMatch(delivery -> delivery.sender().node().equals("X"));
            assertThat(actor.delivered("a") && actor.delivered("b")).isTrue();
        }
        assertThat(stage.process("X").views).isEmpty();
        assertThat(stage.process("X").deliveries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_KEY, "YW5vdGhlciBncm91cCdzIGtleQ=="})
    void aProcessWithoutTheKeyNeitherJoinsNorIsDeliveredNorHearsAnything(String keyOfX) {
        Stage stage = stage("ABCX", "ABC", keyOfX);
        stage.found("ABC");
        stage.start("X");
        stage.multicast("X", "x");
        stage.run(2_000);
        saysSomething(stage);

        hasNothingOfX(stage);
        assertThat(stage.anyInstalled(2)).isFalse();
        assertThat(dropped("A", Drop.BROKEN_SEAL)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_KEY, "YW5vdGhlciBncm91cCdzIGtleQ=="})
    void aFounderWithoutTheKeyIsFoundedWithout(String keyOfX) {
        Stage stage = stage("ABCX", "ABCX", keyOfX);
        stage.start("A", "B", "C", "X");
        stage.untilInstalled("ABC", "1[ABC]");
        stage.multicast("X", "x");
        saysSomething(stage);

        hasNothingOfX(stage);
    }

    @Test
    void aGroupWithAKeyLivesThroughACrashAndARestart() {
        Stage stage = stage("ABC", "ABC", NO_KEY);
        stage.found("ABC");
        saysSomething(stage);
        stage.crash("C");
        stage.untilInstalled("AB", "2[AB]");
        stage.start("C");
        stage.untilInstalled("A B C.1", "3[ABC.1]");
        stage.multicast("C.1", "c");
        stage.until("A delivers", () -> stage.process("A").delivered("c"));

        assertThat(dropped("A", Drop.BROKEN_SEAL)).isZero();
        assertThat(dropped("A", Drop.REPEATED)).isZero();
    }

    /** Everything of the first two views is sent again to everybody in the third. */
    @Test
    void packetsOfEarlierViewsSentAgainChangeNothing() {
        Stage stage = stage("ABC", "ABC", NO_KEY);
        stage.found("ABC");
        saysSomething(stage);
        stage.crash("C");
        stage.untilInstalled("AB", "2[AB]");
        saysSomething(stage);
        List<Flight> before = List.copyOf(recorded.values());
        stage.start("C");
        stage.untilInstalled("A B C.1", "3[ABC.1]");
        stage.run(300);
        int delivered = stage.process("A").deliveries.size();

        for (Flight flight : before) {
            for (String node : List.of("A", "B", "C")) {
                if (!flight.from().node().equals(node)) {
                    stage.inject(flight.from().node(), node, flight.bytes());
                }
            }
        }
        stage.run(2_000);

        assertThat(dropped("A", Drop.REPEATED)).isGreaterThan(before.size() / 10);
        assertThat(stage.anyInstalled(4)).isFalse();
        assertThat(stage.process("A").deliveries).hasSize(delivered);
        assertThat(stage.process("C.1").deliveries).isEmpty();
        assertThat(stage.process("C.1").running).isTrue();
        stage.multicast("C.1", "c");
        stage.until("B delivers", () -> stage.process("B").delivered("c"));
    }

    @Test
    void heartbeatsOfADeadMemberSentAgainDoNotKeepItAlive() {
        Stage stage = stage("ABC", "ABC", NO_KEY);
        stage.found("ABC");
        stage.run(1_000);
        List<Flight> signs = recorded.values().stream()
                .filter(flight -> flight.from().node().equals("C") && flight.kind() == PacketKind.HEARTBEAT)
                .toList();
        stage.crash("C");
        for (int i = 0; i < 30; i++) {
            for (Flight sign : signs) {
                stage.inject("C", sign.to(), sign.bytes());
            }
            stage.run(50);
        }

        assertThat(stage.installed("A", "2[AB]")).isTrue();
    }
}
