package dev.maat.engine.guided;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final String BEGIN = """
            {"format":"maat-history","version":1,"implementation":"x","claims":"atomic","nodes":["n1","n2"]}
            {"p":"n1.0","t":1,"e":"start"}
            {"p":"n2.0","t":1,"e":"start"}
            {"p":"n1.0","t":10,"e":"view","id":"1@n1.0","seq":1,"members":["n1.0","n2.0"]}
            {"p":"n2.0","t":10,"e":"view","id":"1@n1.0","seq":1,"members":["n1.0","n2.0"]}
            """;

    private static Set<Integer> signs(String... lines) {
        int[] signs = Summary.of(Histories.parse(BEGIN + String.join("\n", lines) + "\n"))
                .signs();
        assertThat(signs).isSorted().doesNotHaveDuplicates();
        return Arrays.stream(signs).boxed().collect(Collectors.toSet());
    }

    private static String phase(String process, long nanos, String name, boolean on) {
        return "{\"p\":\"" + process + "\",\"t\":" + nanos + ",\"e\":\"phase\",\"name\":\"" + name + "\",\"on\":" + on
                + "}";
    }

    private static String cut(long nanos) {
        return "{\"t\":" + nanos + ",\"e\":\"fault\",\"id\":1,\"on\":true,\"requested\":" + nanos
                + ",\"kind\":\"kill\",\"detail\":{},\"bit\":true,\"effect\":{}}";
    }

    @Test
    void theSameThingsAtOtherTimesAreTheSameSigns() {
        assertThat(signs(phase("n1.0", 20, "prepare", true), phase("n1.0", 30, "prepare", false)))
                .isEqualTo(signs(phase("n1.0", 25, "prepare", true), phase("n1.0", 90, "prepare", false)));
    }

    @Test
    void itDoesNotMatterWhichProcessIsInAPhase() {
        assertThat(signs(phase("n1.0", 20, "prepare", true), phase("n1.0", 30, "prepare", false)))
                .isEqualTo(signs(phase("n2.0", 20, "prepare", true), phase("n2.0", 30, "prepare", false)));
    }

    @Test
    void aSecondCoordinatorInOneViewIsASignOfItsOwn() {
        String[] twice = {
            phase("n1.0", 20, "prepare", true),
            phase("n1.0", 30, "prepare", false),
            phase("n1.0", 40, "prepare", true),
            phase("n1.0", 50, "prepare", false)
        };
        String[] byAnother = {
            phase("n1.0", 20, "prepare", true),
            phase("n1.0", 30, "prepare", false),
            phase("n2.0", 40, "prepare", true),
            phase("n2.0", 50, "prepare", false)
        };

        assertThat(signs(byAnother)).isNotEqualTo(signs(twice));
    }

    @Test
    void aFaultIsAnotherSignInAnotherPhase() {
        String on = phase("n1.0", 20, "accept", true);
        String off = phase("n1.0", 30, "accept", false);

        assertThat(signs(on, off, cut(25))).isNotEqualTo(signs(on, off, cut(35)));
        assertThat(signs(on, off, cut(25))).containsAll(signs(on, off));
    }
}
