package dev.maat.reference.traces;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member that hears nothing of another for a while, for reasons of its own. */
final class SilenceTracesTest {
    private static final int SUSPICION_MILLIS = 500;
    private static final int MILLIS_PER_PACKET = 60;
    private static final int PACKETS = 2 * SUSPICION_MILLIS / MILLIS_PER_PACKET;

    /** The heartbeats of B wait behind the data of C, and A is slow with those. */
    @Test
    void aSlowMemberSuspectsNobodyWhosePacketsWaitUnread() {
        Stage stage = Stages.with("ABC", "ABC", Map.of("suspicionMillis", Integer.toString(SUSPICION_MILLIS)));
        stage.found("ABC");
        stage.slow("A", MILLIS_PER_PACKET);
        for (int message = 1; message <= PACKETS; message++) {
            stage.multicast("C", "message " + message);
        }

        stage.never(3_000, "a second view", () -> stage.anyInstalled(2));
        Safety.holds(stage);
    }

    /** The same member suspects one that has ended. */
    @Test
    void aSlowMemberSuspectsAMemberThatIsGone() {
        Stage stage = Stages.with("ABC", "ABC", Map.of("suspicionMillis", Integer.toString(SUSPICION_MILLIS)));
        stage.found("ABC");
        stage.slow("A", MILLIS_PER_PACKET);
        for (int message = 1; message <= PACKETS; message++) {
            stage.multicast("C", "message " + message);
        }
        stage.crash("B");

        stage.untilInstalled("AC", "2[AC]");
        Safety.holds(stage);
    }
}
