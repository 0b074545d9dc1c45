package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventOrderTest {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"nodes\":[\"n1\",\"n2\"]}\n";

    @Test
    void aClockThatJumpsBackNeverReversesTheOrderOfAProcess() {
        List<String> seen = walk("""
                {"p":"n1.0","t":100,"e":"start"}
                {"p":"n1.0","t":20,"e":"block"}
                {"p":"n2.0","t":50,"e":"start"}
                {"p":"n2.0","t":110,"e":"block"}
                """);

        assertThat(seen).containsExactly("n2.0 start 50", "n1.0 start 100", "n1.0 block 100", "n2.0 block 110");
    }

    @Test
    void aCrashFollowsEveryOtherLineOfItsProcess() {
        List<String> seen = walk("""
                {"p":"n1.0","t":10,"e":"start"}
                {"p":"n1.0","t":15,"e":"crash","cause":"unprovoked"}
                {"p":"n1.0","t":30,"e":"block"}
                """);

        assertThat(seen).containsExactly("n1.0 start 10", "n1.0 block 30", "n1.0 crash 30");
    }

    @Test
    void aFaultPrecedesTheOtherEventsOfItsInstant() {
        List<String> seen = walk("""
                {"p":"n1.0","t":10,"e":"start"}
                {"t":10,"e":"fault","id":1,"on":true,"requested":9,"kind":"pause","detail":{"node":"n1"}}
                """);

        assertThat(seen).containsExactly("fault 10", "n1.0 start 10");
    }

    private static List<String> walk(String lines) {
        History history = Histories.parse(HEADER + lines);
        EventOrder order = new EventOrder(history);
        List<String> seen = new ArrayList<>();
        while (order.advance()) {
            ProcessLog log = order.log();
            String what = log == null
                    ? order.harnessLine().event()
                    : log.name() + " "
                            + (order.isCrash()
                                    ? "crash"
                                    : log.type(order.index()).word());
            assertThat(order.ordinal()).isEqualTo(seen.size());
            seen.add(what + " " + order.placedNanos());
        }
        return seen;
    }
}
