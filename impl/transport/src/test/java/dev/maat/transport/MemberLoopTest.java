package dev.maat.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProtocolCore;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemberLoopTest {
    private static final long MILLI = 1_000_000;

    /** A core whose steps the test writes; it keeps the inputs that it was stepped with. */
    private abstract static class ScriptedCore implements ProtocolCore {
        final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
        long lastStepNanos = Long.MIN_VALUE;

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            assertThat(nowNanos).isGreaterThanOrEqualTo(lastStepNanos);
            lastStepNanos = nowNanos;
            inputs.add(input);
            on(nowNanos, input, effects);
        }

        abstract void on(long nowNanos, Input input, Effects effects);

        Input next() throws InterruptedException {
            Input next = inputs.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no input for 20 s");
            }
            return next;
        }
    }

    private static Member member(ProtocolCore core) throws Exception {
        return new Member(new Topology("n1", new LinkedHashMap<>(Ports.nodes(2)), null), TransportKind.UDP, core);
    }

    @Test
    void timersGetTheirTurnWhileSlowCommandsWait() throws Exception {
        int commands = 400;
        CountDownLatch submitted = new CountDownLatch(1);
        ScriptedCore core = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                if (input instanceof Input.Multicast first && first.token() == 0) {
                    try {
                        submitted.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    effects.add(new Effect.SetTimer(1, MILLI));
                } else if (input instanceof Input.Multicast) {
                    long end = System.nanoTime() + MILLI;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                }
            }
        };
        try (Member member = member(core)) {
            for (int token = 0; token < commands; token++) {
                member.multicast(token, new byte[1]);
            }
            submitted.countDown();
            Input next = core.next();
            while (!(next instanceof Input.TimerFired)) {
                assertThat(next instanceof Input.Multicast last && last.token() == commands - 1)
                        .as("the timer waits for the last command")
                        .isFalse();
                next = core.next();
            }
        }
    }

    @Test
    void timersFireOnceAreReplacedAndDoNotFireAfterTheirCancel() throws Exception {
        ScriptedCore core = new ScriptedCore() {
            private long startNanos;

            @Override
            void on(long nowNanos, Input input, Effects effects) {
                if (input instanceof Input.Start) {
                    startNanos = nowNanos;
                    effects.add(new Effect.SetTimer(1, 5 * MILLI));
                    effects.add(new Effect.SetTimer(2, 10 * MILLI));
                    effects.add(new Effect.SetTimer(3, 0));
                    effects.add(new Effect.SetTimer(3, 40 * MILLI));
                    effects.add(new Effect.SetTimer(4, 60 * MILLI));
                } else if (input instanceof Input.TimerFired fired && fired.id() == 1) {
                    effects.add(new Effect.CancelTimer(2));
                    effects.add(new Effect.CancelTimer(77));
                } else if (input instanceof Input.TimerFired fired && fired.id() == 3) {
                    assertThat(nowNanos - startNanos).as("never early").isGreaterThanOrEqualTo(40 * MILLI);
                }
            }
        };
        try (Member member = member(core)) {
            assertThat(core.next()).isInstanceOf(Input.Start.class);
            assertThat(List.of(core.next(), core.next(), core.next()))
                    .containsExactly(new Input.TimerFired(1), new Input.TimerFired(3), new Input.TimerFired(4));
            assertThat(member.application.told).isEmpty();
        }
        assertThat(core.inputs).isEmpty();
    }

    /** A core that writes packets of all lengths at once, and hears none. */
    private static final class WritingCore implements ProtocolCore {
        static final int PACKETS = 2_000;

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Multicast) {
                for (int number = 0; number < PACKETS; number++) {
                    int bytes = length(number);
                    byte mark = (byte) number;
                    effects.send(Destination.GROUP, Limits.DEFAULT.maxPacketBytes(), packet -> {
                        for (int i = 0; i < bytes; i++) {
                            packet.put(mark);
                        }
                    });
                    effects.add(new Effect.Send(Destination.GROUP, new byte[] {mark}));
                }
            }
        }

        static int length(int number) {
            return 2 + number * 7 % (Limits.DEFAULT.maxPacketBytes() - 1);
        }
    }

    @Test
    void packetsThatACoreWritesAreSentAsWrittenAndInTheOrderOfTheEffects() throws Exception {
        Map<String, InetSocketAddress> nodes = Ports.nodes(2);
        ScriptedCore hears = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {}
        };
        try (Member sender = new Member(
                        new Topology("n1", new LinkedHashMap<>(nodes), null), TransportKind.TCP, new WritingCore());
                Member receiver =
                        new Member(new Topology("n2", new LinkedHashMap<>(nodes), null), TransportKind.TCP, hears)) {
            assertThat(hears.next()).isInstanceOf(Input.Start.class);
            while (receiver.ask(() -> receiver.loop.counters().received().getOrDefault("n1", 0L)) == 0) {
                sender.ask(() -> {
                    sender.loop.probe();
                    return null;
                });
            }
            sender.multicast(1, new byte[1]);
            int number = 0;
            // TCP loses what its queue does not take, and nothing before that.
            for (int bytes = 0;
                    number < WritingCore.PACKETS && bytes < OutboundLink.MAX_QUEUED_BYTES * 3 / 4;
                    number++) {
                byte[] written = ((Input.Receive) hears.next()).packet();
                assertThat(written).hasSize(WritingCore.length(number)).containsOnly((byte) number);
                assertThat(((Input.Receive) hears.next()).packet()).containsExactly((byte) number);
                bytes += written.length;
            }
            assertThat(number).as("more packets than buffers").isGreaterThan(900);
        }
    }

    @Test
    void answersToSnapshotsComeBeforeEverythingElse() throws Exception {
        ScriptedCore core = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                if (input instanceof Input.Start) {
                    effects.add(new Effect.SetTimer(1, 0));
                    effects.add(new Effect.TakeSnapshot("v2"));
                    effects.add(new Effect.LoadSnapshot("v3", new byte[] {1}));
                    effects.add(new Effect.Phase("after", true));
                } else if (input instanceof Input.Snapshot) {
                    effects.add(new Effect.Phase("snapshot seen", true));
                }
            }
        };
        try (Member member = member(core)) {
            member.multicast(1, new byte[0]);
            assertThat(core.next()).isInstanceOf(Input.Start.class);
            assertThat(core.next()).isInstanceOf(Input.Snapshot.class);
            assertThat(core.next()).isInstanceOf(Input.Loaded.class);
            assertThat(List.of(core.next(), core.next()))
                    .hasAtLeastOneElementOfType(Input.Multicast.class)
                    .hasAtLeastOneElementOfType(Input.TimerFired.class);
            assertThat(List.of(member.application.next(), member.application.next(), member.application.next()))
                    .containsExactly("take v2", "load v3", new Effect.Phase("after", true));
        }
    }

    @Test
    void anExceptionFromTheCoreIsReportedAndEndsTheMember() throws Exception {
        ScriptedCore core = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                if (input instanceof Input.Multicast) {
                    throw new IllegalStateException("a defect");
                }
            }
        };
        try (Member member = member(core)) {
            member.multicast(1, new byte[0]);
            assertThat(member.application.next(IllegalStateException.class)).hasMessage("a defect");
        }
    }

    /** Takes an image for the first multicast, and throws on the second. */
    private static ScriptedCore coreWithAnImage() {
        return new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                if (input instanceof Input.Multicast multicast && multicast.token() == 1) {
                    effects.add(new Effect.TakeSnapshot("v2"));
                } else if (input instanceof Input.Multicast) {
                    throw new IllegalStateException("a defect");
                }
            }
        };
    }

    private static void takeAnImageThatFailsToClose(Member member) throws InterruptedException {
        member.application.atClose = () -> {
            throw new UnsupportedOperationException("cannot close");
        };
        member.multicast(1, new byte[0]);
        assertThat(member.application.next()).isEqualTo("take v2");
    }

    @Test
    void aMemberWhoseImageFailsToCloseStillEndsAndSaysWhy() throws Exception {
        try (Member member = member(coreWithAnImage())) {
            takeAnImageThatFailsToClose(member);
            member.loop.stop();
            assertThat(member.application.next(UnsupportedOperationException.class))
                    .hasMessage("cannot close");
        }
    }

    @Test
    void anImageThatFailsToCloseHidesNoDefectOfTheCore() throws Exception {
        try (Member member = member(coreWithAnImage())) {
            takeAnImageThatFailsToClose(member);
            member.multicast(2, new byte[0]);
            assertThat(member.application.next(IllegalStateException.class))
                    .hasMessage("a defect")
                    .hasSuppressedException(new UnsupportedOperationException("cannot close"));
        }
    }

    @Test
    void aPacketBeyondTheLimitIsTheCoresDefect() throws Exception {
        ScriptedCore core = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                effects.add(new Effect.Send(Destination.GROUP, new byte[Limits.DEFAULT.maxPacketBytes() + 1]));
            }
        };
        try (Member member = member(core)) {
            assertThat(member.application.next(BrokenContractException.class))
                    .hasMessageStartingWith("the core sent a packet of 1401 bytes; the limit is 1400 (")
                    .hasMessageContaining("a core splits longer messages");
        }
    }

    @Test
    void commandsBeyondTheQueueAreRefused() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        ScriptedCore core = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        try (Member member = member(core)) {
            int taken = 0;
            while (member.loop.submit(() -> null)) {
                taken++;
            }
            assertThat(taken).isBetween(1_000, 2_000);
            hold.countDown();
        }
    }

    @Test
    void inputsThatAreReadyTogetherShareAFlush() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        FlushCounter core = new FlushCounter(hold);
        try (Member member = member(core)) {
            for (int i = 0; i < 200; i++) {
                member.multicast(i, new byte[0]);
            }
            hold.countDown();
            while (core.flushedMulticasts.get() < 200) {
                assertThat(core.flushes.poll(20, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(core.shares).as("multicasts of one flush").contains(200);
    }

    @Test
    void aSingleInputIsFlushedWithoutAnother() throws Exception {
        FlushCounter core = new FlushCounter(new CountDownLatch(0));
        try (Member member = member(core)) {
            for (int i = 1; i <= 3; i++) {
                member.multicast(i, new byte[0]);
                while (core.flushedMulticasts.get() < i) {
                    assertThat(core.flushes.poll(20, TimeUnit.SECONDS)).isNotNull();
                }
            }
        }
    }

    /** Counts how many multicasts share a flush; its start lasts until it is released. */
    private static final class FlushCounter implements ProtocolCore {
        final BlockingQueue<Integer> flushes = new LinkedBlockingQueue<>();
        final List<Integer> shares = new CopyOnWriteArrayList<>();
        final AtomicInteger flushedMulticasts = new AtomicInteger();
        private final CountDownLatch hold;
        private int unflushed;

        FlushCounter(CountDownLatch hold) {
            this.hold = hold;
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start) {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            } else if (input instanceof Input.Multicast) {
                unflushed++;
            }
        }

        @Override
        public void flush(long nowNanos, Effects effects) {
            shares.add(unflushed);
            flushedMulticasts.addAndGet(unflushed);
            flushes.add(unflushed);
            unflushed = 0;
        }
    }

    @Test
    void aPortWithoutAProcessIsToldToTheCore() throws Exception {
        BlockingQueue<String> unreachable = new LinkedBlockingQueue<>();
        ProtocolCore core = new ProtocolCore() {
            @Override
            public void step(long nowNanos, Input input, Effects effects) {}

            @Override
            public void unreachable(long nowNanos, String node, Effects effects) {
                unreachable.add(node);
            }
        };
        try (Member member = member(core)) {
            assertThat(unreachable.poll(20, TimeUnit.SECONDS)).isEqualTo("n2");
        }
    }

    @Test
    void aConnectionThatBreaksAndDoesNotComeBackIsToldToTheCore() throws Exception {
        BlockingQueue<String> unreachable = new LinkedBlockingQueue<>();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var nodes = new LinkedHashMap<>(Ports.nodes(2));
        ProtocolCore listener = new ProtocolCore() {
            @Override
            public void step(long nowNanos, Input input, Effects effects) {
                if (input instanceof Input.Receive receive) {
                    heard.add(receive.from());
                }
            }

            @Override
            public void unreachable(long nowNanos, String node, Effects effects) {
                unreachable.add(node);
            }
        };
        ProtocolCore talker = new ScriptedCore() {
            @Override
            void on(long nowNanos, Input input, Effects effects) {
                effects.add(new Effect.SetTimer(1, 5 * MILLI));
                effects.add(new Effect.Send(Destination.GROUP, new byte[1]));
            }
        };
        try (Member first = new Member(new Topology("n1", nodes, null), TransportKind.TCP, listener)) {
            try (Member second = new Member(new Topology("n2", nodes, null), TransportKind.TCP, talker)) {
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("n2");
                // The connection in the other direction stands too, once a probe has come over it.
                while (second.ask(() -> second.loop.counters().received().get("n1")) == 0) {
                    first.ask(() -> {
                        first.loop.probe();
                        return 0;
                    });
                }
                assertThat(unreachable).isEmpty();
            }
            assertThat(unreachable.poll(20, TimeUnit.SECONDS)).isEqualTo("n2");
        }
    }

    @Test
    void aCoreThatAsksForAnAnswerInEveryFlushEndsAsBroken() throws Exception {
        ProtocolCore core = new ProtocolCore() {
            @Override
            public void step(long nowNanos, Input input, Effects effects) {}

            @Override
            public void flush(long nowNanos, Effects effects) {
                effects.add(new Effect.TakeSnapshot("v1"));
            }
        };
        try (Member member = member(core)) {
            assertThat(member.application.next(BrokenContractException.class))
                    .hasMessage("the core asked for an answer in each of 64 flushes in a row");
        }
    }

    /** A socket of the loopback interface has no way to another network. */
    @Test
    void aPeerWithoutAWayToItKeepsNoMemberFromOpening() throws Exception {
        var nodes = new LinkedHashMap<>(Ports.nodes(2));
        nodes.put("n3", new InetSocketAddress("192.0.2.1", 9));
        BlockingQueue<String> unreachable = new LinkedBlockingQueue<>();
        ProtocolCore core = new ProtocolCore() {
            @Override
            public void step(long nowNanos, Input input, Effects effects) {}

            @Override
            public void unreachable(long nowNanos, String node, Effects effects) {
                unreachable.add(node);
            }
        };
        try (Member member = new Member(new Topology("n1", nodes, null), TransportKind.UDP, core)) {
            assertThat(unreachable.poll(20, TimeUnit.SECONDS)).isEqualTo("n2");
        }
    }
}
