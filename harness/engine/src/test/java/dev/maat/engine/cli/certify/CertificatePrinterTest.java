package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.NotRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.fake.MadeUpPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatePrinterTest {
    private static Plan planWithout(List<NotRun> notRun) {
        return MadeUpPlan.usual("reliable")
                .withMembership("static")
                .without(notRun)
                .withSwarm("swarm", "16-64")
                .of(new Share("swarm", "processes", "udp", 1, List.of(5L)));
    }

    @Test
    void manyCasesThatAreLeftOutForOneReasonAreCounted() {
        List<NotRun> notRun = new ArrayList<>();
        for (int i = 1; i <= 35; i++) {
            notRun.add(new NotRun("battery-case-" + i, "processes", "udp", "the group is static"));
        }
        notRun.add(new NotRun("battery-two-versions", "processes", "udp", "a run has one implementation"));
        notRun.add(new NotRun("", "containers", "udp", "no engine answers"));
        notRun.add(new NotRun("", "containers", "tcp", "no engine answers"));
        StringWriter out = new StringWriter();

        new CertificatePrinter(new Terminal(
                        new PrintWriter(out, true), new PrintWriter(out, true), false, false, false, true, 100))
                .begin(planWithout(notRun));

        assertThat(out.toString().lines().filter(line -> line.startsWith("not run")))
                .containsExactly(
                        "not run  35 cases of the battery in processes over udp: the group is static",
                        "not run  battery-two-versions in processes over udp: a run has one implementation",
                        "not run  containers over udp, containers over tcp: no engine answers");
    }
}
