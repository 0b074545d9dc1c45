package dev.maat.engine.certify.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import org.junit.jupiter.api.Test;

class WritableTimeTest {
    private static final String HEADER = """
            {"format":"maat-history","version":1,"claims":"atomic","membership":"primary","generation":"g","nodes":["n1","n2","n3"]}
            {"p":"n1.0","t":0,"e":"start"}
            {"p":"n2.0","t":0,"e":"start"}
            {"p":"n3.0","t":0,"e":"start"}
            """;
    private static final String VIEW = """
            {"p":"n1.0","t":100,"e":"view","id":"1","seq":1,"members":["n1.0","n2.0","n3.0"]}
            {"p":"n2.0","t":200,"e":"view","id":"1","seq":1,"members":["n1.0","n2.0","n3.0"]}
            """;

    private static WritableTime of(String lines) {
        return WritableTime.of(Histories.parse(HEADER + lines));
    }

    @Test
    void aQuorumOfTheNewestViewHasToHaveItAndNotBeBlocked() {
        WritableTime time = of(VIEW + """
                {"p":"n2.0","t":500,"e":"block"}
                {"p":"n2.0","t":700,"e":"unblock"}
                {"t":1100,"e":"quiet","core":["n1","n2"],"probes":{"links":"ok"}}
                """);

        assertThat(time).isEqualTo(new WritableTime(300 + 400, 1_000));
    }

    @Test
    void aCrashTakesTheQuorumAway() {
        WritableTime time = of(VIEW + """
                {"p":"n2.0","t":600,"e":"crash","cause":"unprovoked"}
                {"t":1100,"e":"quiet","core":["n1","n2"],"probes":{"links":"ok"}}
                """);

        assertThat(time.writableNanos()).isEqualTo(400);
    }

    @Test
    void aMinorityThatStaysInAnOlderViewCannotWrite() {
        WritableTime time = of(VIEW + """
                {"p":"n3.0","t":250,"e":"view","id":"2","seq":2,"members":["n3.0"]}
                {"p":"n3.0","t":300,"e":"block"}
                {"t":1100,"e":"quiet","core":["n1","n2"],"probes":{"links":"ok"}}
                """);

        assertThat(time.writableNanos()).isEqualTo(50 + 50);
    }

    @Test
    void withoutAPrimaryViewThereIsNoTimeToSpeakOf() {
        assertThat(of("")).isEqualTo(new WritableTime(0, 0));
    }
}
