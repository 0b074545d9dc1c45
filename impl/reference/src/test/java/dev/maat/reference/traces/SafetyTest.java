package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check of {@link Safety} can fail: it is given processes that break it. */
final class SafetyTest {
    private static final ProcessId A = new ProcessId("A", 0);
    private static final ProcessId B = new ProcessId("B", 0);
    private static final View ONE = View.primary("1", 1, List.of(A, B));
    private static final View TWO = View.primary("2", 2, List.of(A, B));

    @Test
    void twoProcessesThatDoTheSameAreSafe() {
        assertThatCode(() -> Safety.holds(List.of(
                        does(A, install(ONE), deliver("m1", 1), install(TWO)),
                        does(B, install(ONE), deliver("m1", 1), install(TWO)))))
                .doesNotThrowAnyException();
    }

    @Test
    void twoContentsOfOneViewAreCaught() {
        View other = View.primary("2'", 2, List.of(B));
        caught("view 2 at B.0", does(A, install(ONE), install(TWO)), does(B, install(ONE), install(other)));
    }

    @Test
    void aSkippedViewIsCaught() {
        caught("goes on from view 1", does(A, install(ONE), install(View.primary("3", 3, List.of(A)))));
    }

    @Test
    void aViewThatOmitsItsInstallerIsCaught() {
        caught("A.0 installs", does(A, install(View.primary("1", 1, List.of(B)))));
    }

    @Test
    void aSecondDeliveryIsCaught() {
        caught("delivered by A.0", does(A, install(ONE), deliver("m1", 1), deliver("m1", 2)));
    }

    @Test
    void differentSetsOfProcessesThatMoveTogetherAreCaught() {
        caught(
                "go on from 1[AB]",
                does(A, install(ONE), deliver("m1", -1), install(TWO)),
                does(B, install(ONE), install(TWO)));
    }

    @Test
    void aMessageToldSafeThatAProcessGoesOnWithoutIsCaught() {
        caught(
                "told safe to A.0",
                does(
                        A,
                        install(ONE),
                        new Effect.Deliver(A, Actor.bytes("m1"), Effect.NO_PLACE, 7),
                        new Effect.Stable(7)),
                does(B, install(ONE), install(TWO)));
    }

    @Test
    void differentPlacesOfProcessesThatMoveTogetherAreCaught() {
        caught(
                "in view 1",
                does(A, install(ONE), deliver("m1", 1), deliver("m2", 2), install(TWO)),
                does(B, install(ONE), deliver("m2", 1), deliver("m1", 2), install(TWO)));
    }

    @Test
    void aStateThatNoSurvivorGaveIsCaught() {
        caught(
                "loads the state of view 2",
                does(A, install(ONE), deliver("m1", 1), new Effect.TakeSnapshot("2"), install(TWO)),
                does(B, install(TWO), new Effect.LoadSnapshot("2", Actor.bytes("m2"))));
    }

    private static void caught(String how, Actor... actors) {
        assertThatThrownBy(() -> Safety.holds(List.of(actors)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(how);
    }

    /** A process whose core emits these effects at its first input. */
    private static Actor does(ProcessId id, Effect... all) {
        Actor actor = new Actor(
                id,
                (now, input, effects) -> {
                    if (input instanceof Input.Leave) {
                        List.of(all).forEach(effects::add);
                    }
                },
                new Actor.Surroundings() {
                    @Override
                    public void send(Actor from, Effect.Send send) {}

                    @Override
                    public void installed(Actor by, View view) {}

                    @Override
                    public void heard(Actor by, Effect.Upcall upcall) {}
                });
        actor.input(0, new Input.Leave());
        return actor;
    }

    private static Effect install(View view) {
        return new Effect.InstallView(view);
    }

    private static Effect deliver(String text, long place) {
        return new Effect.Deliver(A, Actor.bytes(text), place, Effect.NO_HANDLE);
    }
}
