package dev.maat.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.recording.Payloads;
import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectRecorderTest {
    private static final ProcessId N1 = new ProcessId("n1", 0);
    private static final ProcessId N2 = new ProcessId("n2", 3);
    private static final View VIEW = View.primary("1@n1.0", 1, List.of(N1, N2));

    private final Lines lines = new Lines();
    private final EffectRecorder recorder = new EffectRecorder(new ProcessRecorder("n1.0", lines, () -> 1));

    private static Effect.Deliver delivery(long number, long handle) {
        return new Effect.Deliver(N1, Payloads.encode("n1.0:" + number, 0), Effect.NO_PLACE, handle);
    }

    static List<Arguments> effectsOfOneLine() {
        View transitional = new View("2@n1.0", 2, List.of(N2), false, List.of(N2));
        byte[] payload = Payloads.encode("n2.3:7", 40);
        String delivered = "\"e\":\"deliver\",\"m\":\"n2.3:7\",\"hash\":\"" + Payloads.hash(payload) + "\"";
        return List.of(
                Arguments.of(new Effect.Deliver(N2, payload, 5, 1), delivered + ",\"place\":5"),
                Arguments.of(new Effect.Deliver(N2, payload, Effect.NO_PLACE, 1), delivered),
                Arguments.of(
                        new Effect.InstallView(VIEW),
                        "\"e\":\"view\",\"id\":\"1@n1.0\",\"seq\":1,\"members\":[\"n1.0\",\"n2.3\"],\"primary\":true"),
                Arguments.of(
                        new Effect.InstallView(transitional),
                        "\"e\":\"view\",\"id\":\"2@n1.0\",\"seq\":2,\"members\":[\"n2.3\"],\"primary\":false,"
                                + "\"transitional\":[\"n2.3\"]"),
                Arguments.of(new Effect.Accepted(9), "\"e\":\"sent\",\"m\":\"n1.0:9\""),
                Arguments.of(new Effect.Refused(9, "no quorum"), "\"e\":\"failed\",\"m\":\"n1.0:9\""),
                Arguments.of(new Effect.Block(), "\"e\":\"block\""),
                Arguments.of(new Effect.Unblock(), "\"e\":\"unblock\""),
                Arguments.of(new Effect.LostQuorum(true), "\"e\":\"lostquorum\",\"on\":true"),
                Arguments.of(new Effect.Suspect(N2, false), "\"e\":\"suspect\",\"who\":\"n2.3\",\"on\":false"),
                Arguments.of(new Effect.Phase("flush", true), "\"e\":\"phase\",\"name\":\"flush\",\"on\":true"),
                Arguments.of(new Effect.Sample(12, 99), "\"e\":\"sample\",\"buffered\":12,\"bound\":99"),
                Arguments.of(new Effect.Left(), "\"e\":\"left\""),
                Arguments.of(new Effect.Excluded("not heard"), "\"e\":\"excluded\""));
    }

    @ParameterizedTest
    @MethodSource("effectsOfOneLine")
    void anEffectIsOneLine(Effect.Upcall effect, String line) {
        recorder.record(new Effect.InstallView(VIEW));
        recorder.hold(9, 40, false);
        recorder.nextSend();
        lines.take();
        recorder.record(effect);

        assertThat(lines.all()).containsExactly(line);
    }

    @Test
    void aDeliveryAndAViewReturnTheNamesInTheirLines() {
        assertThat(recorder.deliver(delivery(4, 1))).isEqualTo("n1.0:4");
        assertThat(recorder.install(VIEW)).containsExactly("n1.0", "n2.3");
    }

    @Test
    void aPayloadWithoutAReadableIdIsRecordedAsUnreadable() {
        recorder.record(new Effect.Deliver(N1, "no id".getBytes(StandardCharsets.UTF_8), 0, 1));

        assertThat(lines.all()).singleElement().asString().contains("\"m\":\"?\"");
    }

    @Test
    void aStableMessageIsSafeOnce() {
        recorder.record(delivery(1, 70));
        recorder.record(delivery(2, 71));
        lines.take();
        recorder.record(new Effect.Stable(71));
        recorder.record(new Effect.Stable(71));

        assertThat(lines.all()).containsExactly("\"e\":\"safe\",\"m\":\"n1.0:2\"");
    }

    @Test
    void aDeliveryWithoutAHandleIsNeverSafe() {
        recorder.record(delivery(1, Effect.NO_HANDLE));
        lines.take();
        recorder.record(new Effect.Stable(Effect.NO_HANDLE));

        assertThat(lines.all()).isEmpty();
    }

    @Test
    void asManyUnstableDeliveriesAreKeptAsTheBoundSaysAndThenTheOldestIsForgotten() {
        for (int handle = 1; handle <= RecordingBounds.MAX_UNSTABLE_DELIVERIES; handle++) {
            recorder.record(delivery(handle, handle));
        }
        lines.take();
        recorder.record(new Effect.Stable(1));
        assertThat(lines.take()).as("at the bound").containsExactly("\"e\":\"safe\",\"m\":\"n1.0:1\"");

        long next = RecordingBounds.MAX_UNSTABLE_DELIVERIES + 1L;
        recorder.record(delivery(next, next));
        recorder.record(delivery(next + 1, next + 1));
        lines.take();
        recorder.record(new Effect.Stable(2));
        recorder.record(new Effect.Stable(3));
        assertThat(lines.all()).as("one above").containsExactly("\"e\":\"safe\",\"m\":\"n1.0:3\"");
    }

    @Test
    void anAnswerToAMulticastThatCannotExistBreaksTheContract() {
        assertThatThrownBy(() -> recorder.record(new Effect.Accepted(0)))
                .isInstanceOf(BrokenContractException.class)
                .hasMessageStartingWith("the core answered multicast 0, which it was not given");
        assertThatThrownBy(() -> recorder.record(new Effect.Refused(-1, "")))
                .isInstanceOf(BrokenContractException.class);
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void aMulticastWaitsForTheFirstViewAndIsRecordedWhenItGoes() {
        assertThat(recorder.hold(1, 64, false)).isTrue();
        assertThat(recorder.maySend()).isFalse();
        assertThat(recorder.nextSend()).isNull();
        assertThat(lines.all()).isEmpty();

        recorder.record(new Effect.InstallView(VIEW));
        lines.take();
        assertThat(recorder.maySend()).isTrue();
        byte[] payload = Payloads.encode("n1.0:1", 64);
        assertThat(recorder.nextSend()).satisfies(send -> {
            assertThat(send.token()).isEqualTo(1);
            assertThat(send.payload()).isEqualTo(payload);
        });
        assertThat(lines.all())
                .containsExactly(
                        "\"e\":\"send\",\"m\":\"n1.0:1\",\"hash\":\"" + Payloads.hash(payload) + "\",\"size\":64");
        assertThat(recorder.nextSend()).isNull();
    }

    @Test
    void multicastsWaitUnderBackPressureAndGoInTheirOrder() {
        recorder.record(new Effect.InstallView(VIEW));
        recorder.record(new Effect.Backpressure(true));
        recorder.hold(1, 0, false);
        recorder.hold(2, 0, false);
        lines.take();
        assertThat(recorder.nextSend()).isNull();
        assertThat(lines.all()).isEmpty();

        recorder.record(new Effect.Backpressure(false));
        assertThat(recorder.nextSend().token()).isEqualTo(1);
        assertThat(recorder.nextSend().token()).isEqualTo(2);
        assertThat(lines.all()).hasSize(2).last().asString().contains("\"m\":\"n1.0:2\"");
    }

    @Test
    void theLastMulticastIsInvokedUnderBackPressureWithAllBeforeIt() {
        recorder.record(new Effect.InstallView(VIEW));
        recorder.record(new Effect.Backpressure(true));
        recorder.hold(1, 10, false);
        lines.take();

        assertThat(recorder.hold(2, 20, true)).isTrue();

        List<String> invoked = lines.take();
        assertThat(invoked).hasSize(2);
        assertThat(invoked.get(0)).contains("\"e\":\"send\",\"m\":\"n1.0:1\"");
        assertThat(invoked.get(1)).contains("\"e\":\"send\",\"m\":\"n1.0:2\"").endsWith("\"last\":true");
        assertThat(recorder.nextSend()).as("the core still holds it back").isNull();

        recorder.record(new Effect.Backpressure(false));
        assertThat(recorder.nextSend().token()).isEqualTo(1);
        assertThat(recorder.nextSend().token()).isEqualTo(2);
        assertThat(recorder.nextSend()).isNull();
        assertThat(lines.all()).as("a second line for a send").isEmpty();
    }

    @Test
    void theLastMulticastBeforeAnyViewWaitsForTheView() {
        recorder.hold(1, 0, true);
        assertThat(lines.all()).as("there is no group to send to yet").isEmpty();

        recorder.record(new Effect.Backpressure(true));
        recorder.record(new Effect.InstallView(VIEW));
        recorder.record(new Effect.Backpressure(false));
        assertThat(recorder.nextSend().token()).isEqualTo(1);
    }

    @Test
    void theLastMulticastFindsRoomAmongSendsThatFillTheBound() {
        for (int number = 1; number <= RecordingBounds.MAX_HELD_SENDS; number++) {
            recorder.hold(number, 0, false);
        }

        assertThat(recorder.hold(RecordingBounds.MAX_HELD_SENDS + 1, 0, true)).isTrue();
    }

    @Test
    void backPressureItselfIsNoEvent() {
        recorder.record(new Effect.Backpressure(true));
        recorder.record(new Effect.Backpressure(false));

        assertThat(lines.all()).isEmpty();
    }

    @Test
    void asManyMulticastsAreHeldAsTheBoundSaysAndTheNextIsNotTaken() {
        for (int number = 1; number <= RecordingBounds.MAX_HELD_SENDS; number++) {
            assertThat(recorder.hold(number, 0, false)).isTrue();
        }
        int above = RecordingBounds.MAX_HELD_SENDS + 1;
        assertThat(recorder.hold(above, 0, false)).isFalse();

        recorder.record(new Effect.InstallView(VIEW));
        assertThat(recorder.nextSend().token()).isEqualTo(1);
        assertThat(recorder.hold(above, 0, false)).as("there is room again").isTrue();
    }

    @Test
    void aProcessOfAStaticGroupMayMulticastBeforeAnyView() {
        EffectRecorder ofStaticGroup = new EffectRecorder(new ProcessRecorder("n1.0", lines, () -> 1), true, 0);

        assertThat(recorder.hold(1, 0, false)).isTrue();
        assertThat(recorder.maySend()).isFalse();
        assertThat(ofStaticGroup.hold(1, 0, false)).isTrue();
        assertThat(ofStaticGroup.maySend()).isTrue();
    }

    @Test
    void aSecondAnswerToAMulticastBreaksTheContractAndLeavesNoLine() {
        recorder.record(new Effect.InstallView(VIEW));
        recorder.hold(1, 0, false);
        recorder.nextSend();
        recorder.record(new Effect.Accepted(1));
        lines.take();

        assertThatThrownBy(() -> recorder.record(new Effect.Accepted(1)))
                .isInstanceOf(BrokenContractException.class)
                .hasMessageContaining("has answered already");
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void aSnapshotCarriesTheStateToAnotherProcess() {
        recorder.record(delivery(1, 1));
        lines.take();
        byte[] state = recorder.takeSnapshot("2@n1.0");
        Lines joinersLines = new Lines();
        EffectRecorder joiner = new EffectRecorder(new ProcessRecorder("n2.3", joinersLines, () -> 1));
        joiner.loadSnapshot("2@n1.0", state);

        String out = lines.all().getFirst();
        assertThat(out).startsWith("\"e\":\"state\",\"dir\":\"out\",\"view\":\"2@n1.0\",\"digest\":\"");
        assertThat(joinersLines.all()).containsExactly(out.replace("\"out\"", "\"in\""));
    }

    @Test
    void aSnapshotThatCannotBeLoadedBreaksTheContractAndLeavesNoLine() {
        assertThatThrownBy(() -> recorder.loadSnapshot("2@n1.0", new byte[3]))
                .isInstanceOf(BrokenContractException.class)
                .hasMessage("the snapshot for view 2@n1.0 cannot be loaded: not a snapshot of the recorded application:"
                        + " 3 bytes");
        assertThat(lines.all()).isEmpty();
    }
}
