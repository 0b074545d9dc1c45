package dev.maat.engine.cli.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.WitnessEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessWordsTest {
    private static WitnessEvent ofHarness(String line) {
        return new WitnessEvent("", 0, line);
    }

    private static String words(WitnessEvent event, WitnessEvent... others) {
        return new WitnessWords(List.of(others)).of(event);
    }

    @Test
    void aKillIsToldWithTheFaultThatItWas() {
        WitnessEvent crash =
                new WitnessEvent("n3.0", 7, "{\"p\":\"n3.0\",\"t\":4210000000,\"e\":\"crash\",\"cause\":3}");
        WitnessEvent fault = ofHarness(
                "{\"t\":4200000000,\"e\":\"fault\",\"id\":3,\"on\":true,\"requested\":4190000000,\"kind\":\"kill\","
                        + "\"detail\":{\"node\":\"n3\",\"healthBefore\":{\"running\":5}},\"bit\":true,\"effect\":{}}");

        assertThat(words(crash, crash, fault)).isEqualTo("n3.0 was killed by fault 3 (kill of n3), at 4.210 s");
        assertThat(words(crash)).isEqualTo("n3.0 was killed by fault 3, at 4.210 s");
        assertThat(words(fault, crash, fault)).isEqualTo("fault 3 (kill of n3) was done at 4.200 s, with an effect");
    }

    @Test
    void anEndOfItsOwnIsToldWithTheFirstLineOfItsCause() {
        WitnessEvent crash = new WitnessEvent(
                "n3.0",
                7,
                "{\"p\":\"n3.0\",\"t\":1,\"e\":\"crash\",\"cause\":\"unprovoked\",\"detail\":\"boom\\n\\tat x.Y\"}");

        assertThat(words(crash)).isEqualTo("n3.0 ended by no fault of the harness, at 0.000 s: boom");
    }

    @Test
    void aFaultThatLastsIsToldTwiceWithTheGroupsOrLinksThatItCuts() {
        WitnessEvent on = ofHarness("{\"t\":1940000000,\"e\":\"fault\",\"id\":4,\"on\":true,\"requested\":1,"
                + "\"kind\":\"partition\",\"detail\":{\"groups\":[[\"n1\",\"n2\"],[\"n3\"]]}}");
        WitnessEvent off = ofHarness(
                "{\"t\":2940000000,\"e\":\"fault\",\"id\":4,\"on\":false,\"requested\":2,\"bit\":false,\"effect\":{}}");
        WitnessEvent cut = ofHarness("{\"t\":1,\"e\":\"fault\",\"id\":5,\"on\":true,\"requested\":1,"
                + "\"kind\":\"one-way-cut\",\"detail\":{\"links\":[\"n1>n3\"]}}");

        assertThat(words(on, on, off)).isEqualTo("fault 4 (partition of n1 n2 | n3) began at 1.940 s");
        assertThat(words(off, on, off))
                .isEqualTo("fault 4 (partition of n1 n2 | n3) was healed at 2.940 s, without effect");
        assertThat(words(cut, cut)).isEqualTo("fault 5 (one-way-cut on n1>n3) began at 0.000 s");
    }

    @Test
    void theLineOfAProcessStaysAsItIsForItIsLookedUpInALog() {
        String line = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"deliver\",\"m\":\"n1.0:1\"}";

        assertThat(words(new WitnessEvent("n1.0", 3, line))).isEqualTo(line);
    }

    @Test
    void theBeginningOfQuietNamesTheCore() {
        assertThat(words(ofHarness("{\"t\":5000000000,\"e\":\"quiet\",\"core\":[\"n1\",\"n2\"],"
                        + "\"probes\":{\"links\":\"ok\"}}")))
                .isEqualTo("the load had stopped at 5.000 s; the core is n1, n2; probes: links ok");
    }
}
