package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.generated.GeneratedCorpus;
import dev.maat.checkers.generated.Transcript;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Shortcuts: cheaper proofs that a property holds, after which a checker need not look closer. No verdict depends on
 * them, only time does, so no other test would notice that a shortcut is taken less often than before.
 */
class ShortcutsTest {
    @Test
    void shortcutsAreTakenAsOftenAsBefore() throws IOException {
        Transcript transcript = new Transcript("shortcuts.txt");
        GeneratedCorpus.read().forEach((name, history) -> transcript.say(name + ": " + taken(new Facts(history))));
        transcript.end();
    }

    @Test
    void anIdealHistoryTakesAllShortcuts() {
        History history = Histories.parse("""
                {"format":"maat-history","version":1,"claims":["atomic"],"nodes":["n1","n2"],"run":"r"}
                {"p":"n1.0","t":1,"e":"start"}
                {"p":"n1.0","t":2,"e":"view","id":"v1","seq":1,"members":["n1.0","n2.0"]}
                {"p":"n2.0","t":3,"e":"start"}
                {"p":"n2.0","t":4,"e":"view","id":"v1","seq":1,"members":["n1.0","n2.0"]}
                {"p":"n1.0","t":5,"e":"send","m":"n1.0:1"}
                {"p":"n1.0","t":6,"e":"sent","m":"n1.0:1"}
                {"p":"n1.0","t":7,"e":"deliver","m":"n1.0:1","place":1}
                {"p":"n2.0","t":8,"e":"deliver","m":"n1.0:1","place":1}
                {"p":"n2.0","t":9,"e":"send","m":"n2.0:1"}
                {"p":"n2.0","t":10,"e":"sent","m":"n2.0:1"}
                {"p":"n1.0","t":11,"e":"deliver","m":"n2.0:1","place":2}
                {"p":"n2.0","t":12,"e":"deliver","m":"n2.0:1","place":2}
                """);

        assertThat(taken(new Facts(history)))
                .isEqualTo(
                        "causal in each view, one causal order, places agree, 2 in one view, 2 by all, 1 views agreed, 1 delivered alike");
    }

    @Test
    void sendsThatOverlapAreCausalInEachViewIfAllMembersDeliverThemInOneOrder() {
        assertThat(taken(overlapping("213", "213"))).startsWith("causal in each view");
        assertThat(taken(overlapping("123", "123"))).startsWith("causal in each view");
        assertThat(taken(overlapping("123", "213"))).startsWith("not causal in each view");
    }

    @Test
    void aMessageThatReturnedIsInThePastOfALaterSendAlsoWhereSendsOverlap() {
        assertThat(taken(overlapping("231", "231"))).startsWith("causal in each view");
        assertThat(taken(overlapping("321", "321"))).startsWith("not causal in each view");
    }

    /**
     * Message 2 is invoked and returns within the call of message 1, and message 3 is sent before that call returns.
     *
     * @param atN1 the numbers in the order of their deliveries at the sender
     * @param atN2 the same at the other member
     */
    private static Facts overlapping(String atN1, String atN2) {
        StringBuilder history = new StringBuilder("""
                {"format":"maat-history","version":1,"claims":["reliable-causal"],"nodes":["n1","n2"],"run":"r"}
                {"p":"n1.0","t":1,"e":"start"}
                {"p":"n1.0","t":2,"e":"view","id":"v1","seq":1,"members":["n1.0","n2.0"]}
                {"p":"n2.0","t":3,"e":"start"}
                {"p":"n2.0","t":4,"e":"view","id":"v1","seq":1,"members":["n1.0","n2.0"]}
                {"p":"n1.0","t":5,"e":"send","m":"n1.0:1"}
                {"p":"n1.0","t":6,"e":"send","m":"n1.0:2"}
                {"p":"n1.0","t":7,"e":"sent","m":"n1.0:2"}
                {"p":"n1.0","t":8,"e":"send","m":"n1.0:3"}
                {"p":"n1.0","t":9,"e":"sent","m":"n1.0:1"}
                {"p":"n1.0","t":10,"e":"sent","m":"n1.0:3"}
                """);
        deliveries(history, "n1.0", atN1);
        deliveries(history, "n2.0", atN2);
        return new Facts(Histories.parse(history.toString()));
    }

    private static void deliveries(StringBuilder history, String process, String numbers) {
        numbers.chars()
                .forEach(number -> history.append(
                        "{\"p\":\"%s\",\"t\":20,\"e\":\"deliver\",\"m\":\"n1.0:%c\"}%n".formatted(process, number)));
    }

    private static String taken(Facts facts) {
        Deliveries deliveries = facts.deliveries;
        return String.join(
                ", ",
                facts.viewCausality().holds() ? "causal in each view" : "not causal in each view",
                !facts.oneOrder().exists()
                        ? "no one order"
                        : facts.oneOrder().causal() ? "one causal order" : "one order",
                facts.placesAgree() ? "places agree" : "places differ",
                messages(facts, deliveries::inOneView) + " in one view",
                messages(facts, deliveries::byAll) + " by all",
                IntStream.range(0, facts.views.idCount())
                                .filter(id -> facts.views.agreed(id) != null)
                                .count()
                        + " views agreed",
                IntStream.range(0, facts.views.idCount())
                                .filter(id -> deliveries.prefixesOfOne(facts.views.installsOf(id)))
                                .count()
                        + " delivered alike");
    }

    private static long messages(Facts facts, IntPredicate which) {
        return IntStream.range(0, facts.messages.count()).filter(which).count();
    }
}
