package dev.maat.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FencedCoreTest {
    private static final Effect GOOD = new Effect.Phase("flush", true);
    private static final ProcessId N1 = new ProcessId("n1", 0);

    private final List<Effect> effects = new ArrayList<>();

    private FencedCore fenced(ProtocolCore core) {
        return FencedCore.make(() -> core, Limits.DEFAULT, CallGuard.NONE);
    }

    private void step(ProtocolCore core) {
        fenced(core).step(1, new Input.Leave(), effects::add);
    }

    @Test
    void effectsOfAStepPassInTheirOrder() {
        step((now, input, out) -> {
            out.add(GOOD);
            out.add(new Effect.Left());
        });

        assertThat(effects).containsExactly(GOOD, new Effect.Left());
    }

    @Test
    void aPacketThatIsWrittenPassesAsOneThatIsAdded() {
        step((now, input, out) -> {
            out.add(GOOD);
            out.send(Destination.GROUP, 3, packet -> packet.put((byte) 7).put((byte) 8));
        });

        assertThat(effects).hasSize(2).first().isEqualTo(GOOD);
        assertThat(effects.get(1))
                .isInstanceOfSatisfying(
                        Effect.Send.class, send -> assertThat(send.packet()).containsExactly(7, 8));
    }

    @Test
    void aPacketThatMayGetTooLongIsNotWritten() {
        List<String> written = new ArrayList<>();

        assertThatThrownBy(() ->
                        step((now, input, out) -> out.send(Destination.GROUP, 1_401, packet -> written.add("written"))))
                .isInstanceOf(ImplementationFault.class)
                .hasMessageContaining("packet of 1401 bytes; the limit is 1400");
        assertThatThrownBy(() -> step((now, input, out) -> out.send(Destination.GROUP, -1, packet -> {})))
                .isInstanceOf(ImplementationFault.class);
        assertThat(written).isEmpty();
    }

    @Test
    void aPacketWrittenAfterItsStepIsABreach() {
        AtomicReference<Effects> kept = new AtomicReference<>();
        Strays guard = new Strays();
        FencedCore.make(() -> (now, input, out) -> kept.set(out), Limits.DEFAULT, guard)
                .step(1, new Input.Leave(), effects::add);

        assertThatThrownBy(() -> kept.get().send(Destination.GROUP, 1, packet -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(guard.strays).hasSize(1);
        assertThat(effects).isEmpty();
    }

    @Test
    void whatACoreThrowsOfAPacketInABufferIsItsFault() {
        FencedCore core = fenced(new ProtocolCore() {
            @Override
            public void step(long nowNanos, Input input, Effects out) {}

            @Override
            public void receive(long nowNanos, String from, ByteBuffer packet, Effects out) {
                out.add(GOOD);
                throw new IllegalStateException("of " + from);
            }
        });

        assertThatThrownBy(() -> core.receive(1, "n2", ByteBuffer.allocate(1), effects::add))
                .isInstanceOf(ImplementationFault.class);
    }

    @Test
    void aCoreThatTakesNoBuffersIsSteppedWithACopy() {
        List<Input> inputs = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);

        fenced((now, input, out) -> inputs.add(input)).receive(1, "n2", buffer, effects::add);

        buffer.put(1, (byte) 9);
        assertThat(inputs).singleElement().isInstanceOfSatisfying(Input.Receive.class, receive -> {
            assertThat(receive.from()).isEqualTo("n2");
            assertThat(receive.packet()).containsExactly(2, 3);
        });
    }

    static Stream<Arguments> effectsThatAreNone() {
        return Stream.of(
                Arguments.of(null, "null as an effect"),
                Arguments.of(new Effect.Send(Destination.GROUP, null), "Send with null"),
                Arguments.of(new Effect.Send(null, new byte[1]), "Send with null"),
                Arguments.of(new Effect.Send(new Destination.Node(null), new byte[1]), "Send with null"),
                Arguments.of(
                        new Effect.Send(Destination.GROUP, new byte[1_401]),
                        "packet of 1401 bytes; the limit is 1400 ('limits' of Input.Start): a core splits longer messages"),
                Arguments.of(new Effect.Deliver(null, new byte[1], 1, 1), "Deliver with null"),
                Arguments.of(new Effect.Deliver(N1, null, 1, 1), "Deliver with null"),
                Arguments.of(new Effect.InstallView(null), "a view is null"),
                Arguments.of(new Effect.InstallView(View.primary(null, 1, List.of(N1))), "a view has null as its name"),
                Arguments.of(new Effect.InstallView(View.primary("1", 1, List.of())), "view 1 has no members"),
                Arguments.of(new Effect.InstallView(View.primary("1", 1, List.of(N1, N1))), "member n1.0 twice"),
                Arguments.of(
                        new Effect.InstallView(new View("1", 1, List.of(N1), true, List.of(N1, N1))),
                        "member n1.0 twice"),
                Arguments.of(new Effect.Suspect(null, true), "Suspect with null"),
                Arguments.of(new Effect.Phase(null, true), "a phase has null"),
                Arguments.of(new Effect.Phase("p".repeat(50_000_000), true), "more than 1024 characters"),
                Arguments.of(new Effect.TakeSnapshot(null), "TakeSnapshot has null"),
                Arguments.of(new Effect.LoadSnapshot("1", null), "LoadSnapshot with null"),
                Arguments.of(new Effect.LoadSnapshot(null, new byte[1]), "LoadSnapshot has null"));
    }

    @ParameterizedTest
    @MethodSource("effectsThatAreNone")
    void anEffectThatIsNoneIsAFaultOfTheImplementation(Effect broken, String why) {
        assertThatThrownBy(() -> step((now, input, out) -> {
                    out.add(broken);
                    out.add(GOOD);
                }))
                .isInstanceOf(ImplementationFault.class)
                .hasMessageContaining(why);
        assertThat(effects).isEmpty();
    }

    @Test
    void aViewWithoutTheProcessItselfIsForTheCheckersToJudge() {
        Effect outsider = new Effect.InstallView(View.primary("1", -1, List.of(new ProcessId("n2", 0))));
        step((now, input, out) -> out.add(outsider));

        assertThat(effects).containsExactly(outsider);
    }

    @Test
    void aTimerThatWouldOverflowIsSetForALongTime() {
        step((now, input, out) -> out.add(new Effect.SetTimer(1, Long.MAX_VALUE)));

        assertThat(effects).containsExactly(new Effect.SetTimer(1, FencedCore.MAX_DELAY_NANOS));
    }

    @Test
    void moreEffectsThanTheBoundAreAFault() {
        assertThatThrownBy(() -> fenced((now, input, out) -> {
                            for (int i = 0; i <= FencedCore.MAX_EFFECTS; i++) {
                                out.add(GOOD);
                            }
                        })
                        .step(1, new Input.Leave(), effect -> {}))
                .hasMessageContaining("more than 1048576 effects");
    }

    /** A guard that hears of strays. */
    private static final class Strays implements CallGuard {
        private final Thread caller = Thread.currentThread();
        private final List<String> strays = new CopyOnWriteArrayList<>();

        @Override
        public void before(String call) {}

        @Override
        public void after() {}

        @Override
        public void threw(Throwable thrown) {}

        @Override
        public boolean isCaller() {
            return Thread.currentThread() == caller;
        }

        @Override
        public void strayed(String what) {
            strays.add(what);
        }
    }

    @Test
    void anEffectAddedAfterItsStepIsABreachAndIsNotTaken() {
        AtomicReference<Effects> kept = new AtomicReference<>();
        Strays guard = new Strays();
        FencedCore.make(() -> (now, input, out) -> kept.set(out), Limits.DEFAULT, guard)
                .step(1, new Input.Leave(), effects::add);

        assertThatThrownBy(() -> kept.get().add(GOOD)).isInstanceOf(IllegalStateException.class);
        assertThat(guard.strays).singleElement().asString().contains("outside the step");
        assertThat(effects).isEmpty();
    }

    @Test
    void anEffectThatAnotherThreadAddsIsABreachEvenDuringTheStep() {
        Strays guard = new Strays();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        ProtocolCore core = (now, input, out) -> {
            Thread other = new Thread(() -> out.add(GOOD));
            other.setUncaughtExceptionHandler((thread, why) -> thrown.add(why));
            other.start();
            joined(other);
            out.add(new Effect.Left());
        };
        FencedCore.make(() -> core, Limits.DEFAULT, guard).step(1, new Input.Leave(), effects::add);

        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(guard.strays).singleElement().asString().contains("in another thread");
        assertThat(effects).containsExactly(new Effect.Left());
    }

    @Test
    void theEffectsOfOneCoreCannotBeAddedInTheStepOfAnother() {
        AtomicReference<Effects> kept = new AtomicReference<>();
        Strays guard = new Strays();
        FencedCore.make(() -> (now, input, out) -> kept.set(out), Limits.DEFAULT, guard)
                .step(1, new Input.Leave(), effects::add);

        assertThatThrownBy(() -> step((now, input, out) -> kept.get().add(GOOD)))
                .isInstanceOf(ImplementationFault.class)
                .hasMessageContaining("outside the step");
        assertThat(guard.strays).hasSize(1);
        assertThat(effects).isEmpty();
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each of its methods throws. */
    private static final class Hostile extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("from getMessage");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("from toString");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("from getCause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("from getStackTrace");
        }
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException("lost"),
                new AssertionError("lost"),
                new StackOverflowError(),
                new OutOfMemoryError("lost"),
                new NoClassDefFoundError("lost/Class"),
                new IOException("sneaked"),
                new RuntimeException((String) null),
                new Hostile());
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whateverAStepThrowsIsAFaultThatNamesItsClass(Throwable thrown) {
        assertThatThrownBy(() -> step((now, input, out) -> sneak(thrown)))
                .isInstanceOf(ImplementationFault.class)
                .hasMessageContaining(thrown.getClass().getName());
    }

    @Test
    void aCauseIsBoundedAndEndsWhereTheHarnessBegins() {
        RuntimeException first = new IllegalStateException("x".repeat(1_000_000));
        RuntimeException second = new IllegalStateException("again", first);
        first.initCause(second);
        ImplementationFault[] caught = new ImplementationFault[1];
        try {
            step((now, input, out) -> sneak(second));
        } catch (ImplementationFault fault) {
            caught[0] = fault;
        }

        assertThat(caught[0].detail())
                .startsWith("java.lang.IllegalStateException: again\n\tat ")
                .contains("Caused by: ")
                .hasSizeLessThanOrEqualTo(Causes.MAX_CHARS)
                .doesNotContain(FencedCore.class.getName() + ".step");
    }

    @Test
    void aCoreThatCannotBeMadeIsAFault() {
        assertThatThrownBy(() -> FencedCore.make(() -> null, Limits.DEFAULT, CallGuard.NONE))
                .isInstanceOf(ImplementationFault.class)
                .hasMessageContaining("made null");
        assertThatThrownBy(() -> FencedCore.make(
                        () -> {
                            throw new NoClassDefFoundError("a/Missing");
                        },
                        Limits.DEFAULT,
                        CallGuard.NONE))
                .isInstanceOf(ImplementationFault.class)
                .hasMessageContaining("a/Missing");
    }

    @Test
    void optionsThatAreNotOfferedAreTheCallersMistake() {
        assertThatThrownBy(() -> FencedCore.make(
                        () -> {
                            throw new IllegalArgumentException("no such option");
                        },
                        Limits.DEFAULT,
                        CallGuard.NONE))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
