package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Input;
import org.junit.jupiter.api.Test;

class StepBoundTest {
    private static final Input.Loaded INPUT = new Input.Loaded();

    private final StepBound bound = new StepBound();

    private void stepsAt(long nowNanos, int count) {
        boolean exceeded = false;
        for (int i = 0; i < count; i++) {
            exceeded |= bound.isExceededBy(INPUT, nowNanos);
        }
        assertThat(exceeded).isFalse();
    }

    @Test
    void aStepTooManyAtOneInstantIsFound() {
        stepsAt(5, StepBound.MAX_STEPS);

        assertThat(bound.isExceededBy(INPUT, 5)).isTrue();
    }

    @Test
    void timeThatGoesOnAndMulticastsOfTheApplicationGiveRoomAgain() {
        stepsAt(5, StepBound.MAX_STEPS);
        stepsAt(5 + StepBound.INSTANT_NANOS, StepBound.MAX_STEPS);

        assertThat(bound.isExceededBy(new Input.Multicast(1, new byte[1]), 5 + StepBound.INSTANT_NANOS))
                .isFalse();
        stepsAt(5 + StepBound.INSTANT_NANOS, StepBound.ROOM_OF_A_MULTICAST - 1);
        assertThat(bound.isExceededBy(INPUT, 5 + StepBound.INSTANT_NANOS)).isTrue();
    }
}
