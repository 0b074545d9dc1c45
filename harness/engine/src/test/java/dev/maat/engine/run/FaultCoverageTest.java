package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.Histories;
import dev.maat.faults.FaultKind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultCoverageTest {
    private static final String LOGS = """
            {"format":"maat-history","version":1,"implementation":"x","claims":"atomic","nodes":["n1","n2"]}
            {"p":"n1.0","t":1,"e":"start"}
            {"p":"n2.0","t":1,"e":"start"}
            {"p":"n1.0","t":10,"e":"view","id":"1@n1.0","seq":1,"members":["n1.0","n2.0"]}
            {"p":"n2.0","t":10,"e":"view","id":"1@n1.0","seq":1,"members":["n1.0","n2.0"]}
            {"p":"n1.0","t":30,"e":"suspect","who":"n2.0","on":true}
            {"p":"n1.0","t":40,"e":"suspect","who":"n2.0","on":false}
            {"p":"n1.0","t":50,"e":"phase","name":"accept","on":true}
            {"p":"n1.0","t":60,"e":"phase","name":"accept","on":false}
            {"p":"n1.0","t":60,"e":"phase","name":"install","on":true}
            {"p":"n1.0","t":60,"e":"phase","name":"install","on":false}
            {"p":"n2.0","t":70,"e":"phase","name":"decided","on":true}
            {"p":"n2.0","t":70,"e":"crash","cause":1}
            {"p":"n2.1","t":80,"e":"start"}
            {"p":"n2.1","t":90,"e":"view","id":"2@n1.0","seq":2,"members":["n1.0","n2.1"]}
            """;

    private static FaultCoverage with(String... faults) {
        return FaultCoverage.of(Histories.parse(LOGS + String.join("\n", faults) + "\n"));
    }

    /** A kill that ended no process of these logs. */
    private static String kill(long nanos, String detail) {
        return kill(2, nanos, detail);
    }

    /** The kill that ended n2.0. */
    private static String killOfTheSecond(long nanos) {
        return kill(1, nanos, "");
    }

    private static String kill(int id, long nanos, String detail) {
        return "{\"t\":" + nanos + ",\"e\":\"fault\",\"id\":" + id + ",\"on\":true,\"requested\":" + nanos
                + ",\"kind\":\"kill\",\"detail\":{" + detail + "},\"bit\":true,\"effect\":{\"killed\":{\"n2\":1}}}";
    }

    private static void assertOnly(FaultCoverage coverage, ProtocolPhase expected) {
        for (ProtocolPhase phase : ProtocolPhase.values()) {
            assertThat(coverage.count(FaultKind.KILL, phase)).as(phase.word()).isEqualTo(phase == expected ? 1 : 0);
        }
    }

    @Test
    void withoutMarksThereAreThePhasesThatTheHarnessSeesItself() {
        FaultCoverage unmarked = FaultCoverage.of(Histories.parse(
                LOGS.lines().filter(line -> !line.contains("\"phase\"")).collect(Collectors.joining("\n", "", "\n"))
                        + kill(20, "") + "\n"));

        assertThat(unmarked.phases()).containsExactly(ProtocolPhase.IDLE, ProtocolPhase.SUSPICION, ProtocolPhase.JOIN);
        assertThat(unmarked.plus(with()).phases()).containsExactly(ProtocolPhase.values());
    }

    @Test
    void aFaultCountsInThePhaseInWhichItBegins() {
        assertOnly(with(kill(20, "")), ProtocolPhase.IDLE);
        assertOnly(with(kill(35, "")), ProtocolPhase.SUSPICION);
        assertOnly(with(kill(50, "")), ProtocolPhase.ACCEPT);
        assertOnly(with(kill(60, "")), ProtocolPhase.IDLE);
        assertOnly(with(kill(85, "")), ProtocolPhase.JOIN);
    }

    @Test
    void aProcessThatAFaultKillsNeverLeavesItsPhase() {
        assertOnly(with(killOfTheSecond(70)), ProtocolPhase.DECIDED);
    }

    @Test
    void aKillThatIsConfirmedAfterItsProcessHasGoneFellIntoThePhaseThatTheProcessNeverLeft() {
        assertOnly(with(killOfTheSecond(75)), ProtocolPhase.DECIDED);
    }

    @Test
    void aFaultThatWasConfirmedAfterItsPhaseHadEndedMissedItWhateverItsLineSays() {
        String trigger = "\"trigger\":{\"mark\":\"accept\",\"process\":\"n1.0\",\"occurrence\":1,\"inside\":true}";
        assertThat(with(kill(60, trigger)).count(FaultKind.KILL, ProtocolPhase.ACCEPT))
                .isEqualTo(1);
        assertThat(with(kill(61, trigger)).count(FaultKind.KILL, ProtocolPhase.ACCEPT))
                .isZero();
    }

    @Test
    void inAPhaseWithoutDurationTheFaultsOwnLineCounts() {
        String trigger = "\"trigger\":{\"mark\":\"install\",\"process\":\"n1.0\",\"occurrence\":1,\"inside\":%s}";
        assertOnly(with(kill(60, trigger.formatted("true"))), ProtocolPhase.INSTALL);
        assertOnly(with(kill(60, trigger.formatted("false"))), ProtocolPhase.IDLE);
    }

    @Test
    void aFaultWithoutEffectCountsNowhere() {
        String withheld = "{\"t\":35,\"e\":\"fault\",\"id\":1,\"on\":true,\"requested\":35,\"kind\":\"kill\","
                + "\"detail\":{},\"bit\":false,\"effect\":{\"note\":\"n2 does not run\"}}";
        assertThat(with(withheld).kinds()).isEmpty();
    }

    @Test
    void phasesOfDifferentProcessesMeetWhenTheyOverlap() {
        String second = "{\"p\":\"n2.2\",\"t\":%d,\"e\":\"%s\"%s}";
        FaultCoverage coverage = with(
                second.formatted(52, "start", ""),
                second.formatted(55, "phase", ",\"name\":\"prepare\",\"on\":true"),
                second.formatted(58, "phase", ",\"name\":\"prepare\",\"on\":false"),
                second.formatted(60, "phase", ",\"name\":\"collect\",\"on\":true"),
                second.formatted(65, "phase", ",\"name\":\"collect\",\"on\":false"));

        assertThat(coverage.count(ProtocolPhase.PREPARE, ProtocolPhase.ACCEPT)).isEqualTo(1);
        assertThat(coverage.count(ProtocolPhase.ACCEPT, ProtocolPhase.PREPARE)).isEqualTo(1);
        assertThat(coverage.count(ProtocolPhase.COLLECT, ProtocolPhase.INSTALL))
                .as("a phase without duration inside another one")
                .isEqualTo(1);
        assertThat(coverage.count(ProtocolPhase.COLLECT, ProtocolPhase.ACCEPT))
                .as("one ends when the other begins")
                .isZero();
        assertThat(coverage.count(ProtocolPhase.ACCEPT, ProtocolPhase.ACCEPT)).isZero();
    }

    @Test
    void coverageIsReadAsItWasWritten() throws IOException {
        FaultCoverage coverage = with(kill(50, "")).plus(with(kill(85, "")));
        StringWriter text = new StringWriter();
        JsonText.write(text, json -> CoverageJson.write(coverage, json));

        FaultCoverage read = CoverageJson.read(new ObjectMapper().readTree(text.toString()));

        for (ProtocolPhase phase : ProtocolPhase.values()) {
            assertThat(read.count(FaultKind.KILL, phase)).isEqualTo(coverage.count(FaultKind.KILL, phase));
            for (ProtocolPhase other : ProtocolPhase.overlapping()) {
                assertThat(read.count(phase, other)).isEqualTo(coverage.count(phase, other));
            }
        }
        assertThat(read.count(FaultKind.KILL, ProtocolPhase.JOIN)).isEqualTo(1);
        assertThat(read.kinds()).isEqualTo(coverage.kinds());
    }
}
