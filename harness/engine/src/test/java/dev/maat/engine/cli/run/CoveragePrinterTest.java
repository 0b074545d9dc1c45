package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.FaultCoverage;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class CoveragePrinterTest {
    private static final String LOGS = """
            {"format":"maat-history","version":1,"implementation":"x","claims":"atomic","nodes":["n1","n2"]}
            {"p":"n1.0","t":1,"e":"start"}
            {"p":"n1.0","t":10,"e":"view","id":"1@n1.0","seq":1,"members":["n1.0"]}
            {"t":20,"e":"fault","id":1,"on":true,"requested":20,"kind":"kill","detail":{},"bit":true,"effect":{"killed":{"n2":1}}}
            """;

    private static String printed(String more) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        new CoveragePrinter(new Terminal(out, out, false, false, false, true, 100))
                .print(FaultCoverage.of(Histories.parse(LOGS + more)));
        return text.toString();
    }

    @Test
    void anImplementationWithoutMarksHasNoHolesInPhasesThatItCannotMark() {
        assertThat(printed(""))
                .contains("2 of 3 pairs of fault and phase were not hit", "the implementation marks no phases")
                .doesNotContain("propose");
    }

    @Test
    void anImplementationThatMarksItsPhasesHasAllOfThem() {
        assertThat(printed("{\"p\":\"n1.0\",\"t\":30,\"e\":\"phase\",\"name\":\"accept\",\"on\":true}\n"))
                .contains("11 of 12 pairs of fault and phase were not hit", "propose")
                .doesNotContain("marks no phases");
    }
}
