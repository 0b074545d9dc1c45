package dev.maat.checkers.online.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import org.junit.jupiter.api.Test;

class LetGoCasesTest extends ReleaseStory {
    private PropertyResult addedTo(LetGoCases cases, PropertyId property) {
        History nothing = Histories.parse(text.toString());
        return cases.addedTo(nothing, Checkers.judge(nothing)).get(property);
    }

    private LetGoCases letGoUnderAFault() {
        views("n1.0", "n2.0");
        text.append("{\"t\":%d,\"e\":\"fault\",\"id\":1,\"on\":true,\"kind\":\"x\"}%n".formatted(++timeNanos));
        message(1, "n1.0", "n2.0");
        message(2, "n1.0", "n2.0");
        message(3, "n1.0", "n2.0");
        return release().cases();
    }

    private void faultEnds(boolean bit) {
        text.setLength(text.indexOf("\n") + 1);
        text.append("{\"t\":5,\"e\":\"fault\",\"id\":1,\"on\":true,\"kind\":\"x\"}\n");
        text.append("{\"t\":90,\"e\":\"fault\",\"id\":1,\"on\":false,\"bit\":%s}%n".formatted(bit));
    }

    @Test
    void releasedCasesExerciseAPropertyIfTheirFaultTurnsOutToHaveBitten() {
        LetGoCases cases = letGoUnderAFault();
        faultEnds(true);
        PropertyResult bitten = addedTo(cases, PropertyId.FIFO);
        assertThat(bitten.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(bitten.applicable()).isEqualTo(2);
        assertThat(bitten.atRisk()).isEqualTo(2);
    }

    @Test
    void releasedCasesDoNotExerciseAPropertyIfTheirFaultDidNotBite() {
        LetGoCases cases = letGoUnderAFault();
        faultEnds(false);
        PropertyResult idle = addedTo(cases, PropertyId.FIFO);
        assertThat(idle.verdict()).isEqualTo(Verdict.NOT_EXERCISED);
        assertThat(idle.applicable()).isEqualTo(2);
        assertThat(idle.atRisk()).isZero();
    }

    @Test
    void casesOfTwoReleasesAddUp() {
        views("n1.0", "n2.0");
        for (int number = 1; number <= 3; number++) {
            message(number, "n1.0", "n2.0");
            event("n1.0", "safe", ",\"m\":\"n1.0:" + number + "\"");
            event("n2.0", "safe", ",\"m\":\"n1.0:" + number + "\"");
        }
        LetGoCases sum = new LetGoCases();
        sum.add(release().cases());
        sum.add(release().cases());
        assertThat(sum.messages()).isEqualTo(4);
        assertThat(sum.safes()).isEqualTo(8);
        assertThat(sum.all().values()).singleElement().satisfies(count -> {
            assertThat(count.upcalls).isEqualTo(16);
            assertThat(count.riskyUpcalls).isZero();
        });
    }

    @Test
    void upcallsUnderAFaultAddUp() {
        LetGoCases cases = letGoUnderAFault();
        text.append("{\"t\":90,\"e\":\"fault\",\"id\":1,\"on\":false,\"bit\":true}\n");
        LetGoCases sum = new LetGoCases();
        sum.add(release().cases());
        sum.add(release().cases());
        assertThat(cases.messages()).isEqualTo(2);
        assertThat(sum.all().values()).extracting(count -> count.riskyUpcalls).containsExactly(8L);
    }
}
