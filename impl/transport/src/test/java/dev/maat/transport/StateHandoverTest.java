package dev.maat.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.StateHandover;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a runtime takes and loads the application's state for its core. */
final class StateHandoverTest {
    private final List<String> told = new ArrayList<>();
    private final StateHandover states = new StateHandover(this::image, this::loader);

    private StateImage image(String viewId) {
        return new ClosingImage(("state of " + viewId).getBytes(UTF_8), () -> told.add("closed " + viewId));
    }

    private StateLoader loader(String viewId) {
        StateLoader gathering = StateLoader.gathering(state -> told.add("loaded " + new String(state, UTF_8)));
        return new StateLoader() {
            @Override
            public void store(byte[] piece) {
                gathering.store(piece);
            }

            @Override
            public void load() {
                gathering.load();
            }

            @Override
            public void discard() {
                told.add("discarded for " + viewId);
            }
        };
    }

    private void store(String viewId, long offset, String text) {
        states.store(new Effect.StorePiece(viewId, offset, text.getBytes(UTF_8)));
    }

    @Test
    void anImageIsReadInPiecesUntilItIsReleased() {
        Input.Snapshot taken = (Input.Snapshot) states.take("2");

        assertThat(taken.image().read(6, 4)).isEqualTo("of 2".getBytes(UTF_8));
        assertThat(taken.state()).isEqualTo("state of 2".getBytes(UTF_8));
        states.release("3");
        assertThat(told).isEmpty();
        states.release("2");
        assertThat(told).containsExactly("closed 2");
    }

    @Test
    void aCoreThatReleasesNothingKeepsTwoImages() {
        for (int view = 2; view <= 5; view++) {
            states.take(String.valueOf(view));
        }

        assertThat(told).containsExactly("closed 2", "closed 3");
        states.close();
        assertThat(told).containsExactly("closed 2", "closed 3", "closed 4", "closed 5");
    }

    @Test
    void piecesInOrderMakeTheState() {
        store("2", 0, "one, ");
        store("2", 5, "two");

        assertThat(states.load("2")).isEqualTo(new Input.Loaded());
        assertThat(told).containsExactly("loaded one, two");
    }

    @Test
    void aPieceAtTheBeginningBeginsAnew() {
        store("2", 0, "of another provider");
        store("2", 0, "right");
        states.load("2");

        assertThat(told).containsExactly("discarded for 2", "loaded right");
    }

    @Test
    void aPieceBehindAGapBreaksTheContract() {
        store("2", 0, "one");

        assertThatThrownBy(() -> store("2", 4, "x"))
                .isInstanceOf(BrokenContractException.class)
                .hasMessageContaining("byte 4");
        assertThatThrownBy(() -> store("3", 3, "x")).isInstanceOf(BrokenContractException.class);
        assertThatThrownBy(() -> states.load("3")).isInstanceOf(BrokenContractException.class);
    }

    @Test
    void aStateThatIsNotWholeIsDiscardedWithTheProcess() {
        store("2", 0, "a part");
        states.close();

        assertThat(told).containsExactly("discarded for 2");
    }

    @Test
    void anImageThatFailsToCloseKeepsNoOtherOneOpen() {
        List<RuntimeException> thrown = new ArrayList<>();
        StateHandover failing = new StateHandover(
                viewId -> new ClosingImage(new byte[0], () -> {
                    told.add("closed " + viewId);
                    thrown.add(new IllegalStateException("image of " + viewId));
                    throw thrown.getLast();
                }),
                this::loader);
        failing.take("2");
        failing.take("3");

        assertThatThrownBy(failing::close)
                .isSameAs(thrown.getFirst())
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(thrown.getLast()));
        assertThat(told).containsExactly("closed 2", "closed 3");
        failing.close();
        assertThat(told).hasSize(2);
    }
}
