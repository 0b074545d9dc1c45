package dev.maat.engine.certify.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.RunRecord.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run 3 violates agreement, and the bundle has no other run. */
final class RepeatCheckTest {
    private static List<String> refusals(List<Measured.Recurrence> recurrences, List<Measured.Shrunk> shrunk) {
        Derived derived = new Derived(
                "violated",
                List.of(),
                List.of(new Derived.Property("agreement", "violated", 1, 1, 1, false, "a sentence")),
                Map.of(),
                0,
                0,
                1,
                1,
                List.of());
        RunRecord record = new RunRecord(
                3,
                "swarm",
                "processes",
                "udp",
                7,
                true,
                "00",
                10,
                derived,
                new Told("", List.of(), List.of(), List.of(), 1));
        List<String> refusals = new ArrayList<>();
        new RepeatCheck(List.of(record), refusals)
                .check(new Measured(
                        Measured.COMPLETE,
                        "",
                        Map.of(),
                        0,
                        List.of(),
                        recurrences,
                        List.of(),
                        shrunk,
                        List.of(new Measured.Sitting("", 1, List.of()))));
        return refusals;
    }

    @Test
    void aViolationOfTheBundleMayHaveComeBackAndBeenMadeSmaller() {
        assertThat(refusals(
                        List.of(new Measured.Recurrence(3, "agreement", 10, 4)),
                        List.of(new Measured.Shrunk(3, "agreement", "9 faults", "1 fault", true, "entry"))))
                .isEmpty();
    }

    @Test
    void aRunThatTheBundleLacksIsNamed() {
        assertThat(refusals(List.of(new Measured.Recurrence(4, "agreement", 10, 4)), List.of()))
                .containsExactly("measured.json: it tells that the violation of agreement in run 4 came back,"
                        + " and the bundle has no such violation");
    }

    @Test
    void aPropertyThatTheRunDoesNotViolateIsNamed() {
        assertThat(refusals(
                        List.of(), List.of(new Measured.Shrunk(3, "validity", "9 faults", "1 fault", true, "entry"))))
                .containsExactly(
                        "measured.json: it tells that the violation of validity in run 3 was shown by a smaller"
                                + " scenario, and the bundle has no such violation");
    }
}
