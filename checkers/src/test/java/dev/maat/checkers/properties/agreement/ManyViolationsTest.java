package dev.maat.checkers.properties.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The proof of a violation may be expensive to find, so it is computed once, not for every violation. The test counts
 * work, not time.
 */
class ManyViolationsTest {
    private static final String HEADER =
            "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"atomic\",\"generation\":\"g\"}\n";
    private static final String QUIET =
            "{\"t\":900,\"e\":\"quiet\",\"core\":[\"n1\",\"n2\"],\"probes\":{\"links\":\"ok\"}}\n"
                    + "{\"t\":990,\"e\":\"end\",\"reason\":\"complete\"}\n";

    @Test
    void manyMessagesThatTheirSenderNeverDeliveredMakeOneWitness() {
        for (int messages : List.of(2_000, 20_000)) {
            tellsOne(new Validity(), lost(messages, false, true), messages);
        }
    }

    @Test
    void manyMessagesThatACoreProcessNeverDeliveredMakeOneWitness() {
        for (Checker checker : List.of(
                new Agreement(), new UniformAgreement(), new MulticastLiveness(), new TerminationOfDelivery())) {
            for (int messages : List.of(2_000, 20_000)) {
                tellsOne(checker, lost(messages, true, true), messages);
            }
        }
    }

    @Test
    void manySendsThatNeverReturnedMakeOneWitness() {
        for (int messages : List.of(2_000, 20_000)) {
            tellsOne(new SendLiveness(), lost(messages, true, false), messages);
        }
    }

    @Test
    void allViolationsAreToldOnRequestAndTheWitnessIsStillThatOfTheFirst() {
        Facts facts = new Facts(lost(3, false, true));
        Findings findings = new Findings(facts, new Validity().property());
        List<String> told = findings.tellAll();
        new Validity().check(facts, findings);
        assertThat(told)
                .containsExactly(
                        "n1.0 sent n1.0:1 and never delivered it",
                        "n1.0 sent n1.0:2 and never delivered it",
                        "n1.0 sent n1.0:3 and never delivered it");
        assertThat(findings.result().sentence()).isEqualTo(told.get(0));
    }

    @Test
    void theReasonWhyAPropertyIsUnknownIsComputedOnce() {
        Findings findings = new Findings(new Facts(lost(1, true, true)), new Validity().property());
        AtomicInteger asked = new AtomicInteger();
        for (int k = 0; k < 3; k++) {
            findings.unknown(() -> "reason " + asked.incrementAndGet());
        }
        assertThat(findings.result().sentence()).isEqualTo("reason 1");
        assertThat(asked).hasValue(1);
    }

    private static void tellsOne(Checker checker, History history, int violations) {
        Facts facts = new Facts(history);
        Findings findings = new Findings(facts, checker.property());
        AtomicInteger witnesses = new AtomicInteger();
        findings.inEveryWitness(witness -> {
            witnesses.incrementAndGet();
            return witness;
        });
        checker.check(facts, findings);
        PropertyResult result = findings.result();
        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.violations()).as(checker.property().id()).isEqualTo(violations);
        assertThat(result.witness()).isNotEmpty();
        assertThat(witnesses).as(checker.property().id()).hasValue(1);
    }

    /**
     * n1 sends a number of messages, of which n2 delivers only the END; n1 itself delivers all, or only the END too.
     */
    private static History lost(int messages, boolean deliveredByItsSender, boolean returned) {
        List<String> first = new ArrayList<>(List.of("\"start\"", view()));
        List<String> second = new ArrayList<>(List.of("\"start\"", view()));
        for (int m = 1; m <= messages + 1; m++) {
            boolean end = m > messages;
            String message = ",\"m\":\"n1.0:" + m + "\"";
            first.add("\"send\"" + message + (end ? ",\"last\":true" : ""));
            if (returned || end) {
                first.add("\"sent\"" + message);
            }
            if (deliveredByItsSender || end) {
                first.add("\"deliver\"" + message);
            }
            if (end) {
                second.add("\"deliver\"" + message);
            }
        }
        return Histories.parse(HEADER + log("n1.0", first) + log("n2.0", second) + QUIET);
    }

    private static String view() {
        return "\"view\",\"id\":\"1\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"]";
    }

    private static String log(String process, List<String> events) {
        StringBuilder lines = new StringBuilder();
        for (String event : events) {
            lines.append("{\"p\":\"%s\",\"t\":10,\"e\":%s}\n".formatted(process, event));
        }
        return lines.append(
                        "{\"p\":\"%s\",\"t\":10,\"e\":\"closed\",\"events\":%d}\n".formatted(process, events.size()))
                .toString();
    }
}
