package dev.maat.suites.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.suites.mutants.Finding.Sort;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The battery and a fixed hunt, a schedule a test: PIT begins with the fastest, and stops at the first that fails. */
class HuntOfMutants {
    /** Drawn once in each process: PIT asks again for each test of each mutant. No class of the reference takes part in it. */
    private static final List<Schedule> BATTERY = Schedules.battery();

    private static final List<Schedule> HUNT = Schedules.hunt();

    static {
        Pit.begin();
    }

    static List<Schedule> battery() {
        return BATTERY;
    }

    static List<Schedule> hunt() {
        return HUNT;
    }

    @ParameterizedTest
    @MethodSource("battery")
    void theReferenceHoldsInTheCase(Schedule schedule) {
        judge(schedule);
    }

    @ParameterizedTest
    @MethodSource("hunt")
    void theReferenceHoldsUnderTheSeed(Schedule schedule) {
        judge(schedule);
    }

    private static void judge(Schedule schedule) {
        if (Pit.isOnlyLookingForTests()) {
            return;
        }
        Finding finding = schedule.finding();
        if (finding.sort() != Sort.NOTHING) {
            Pit.note(schedule, finding);
        }
        assertThat(finding.sort())
                .as("%s: %s %s", schedule, finding.property(), finding.reason())
                .isEqualTo(Sort.NOTHING);
    }
}
