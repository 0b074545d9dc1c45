package dev.maat.engine.cli.run;

import dev.maat.engine.cli.judgement.JudgementPrinter;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Quantities;
import dev.maat.engine.run.RunCounts;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints a single run: before it the plan, after it the counts, the judgement and the command that repeats it. */
final class RunPrinter {
    private final Terminal terminal;
    private final PrintWriter out;

    RunPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void begin(Scenario scenario, Implementation implementation) {
        out.println(introduction(scenario, implementation) + ", "
                + terminal.styled(Style.STRONG, "seed " + scenario.seed()));
        out.println("faults: " + planned(scenario));
        out.flush();
    }

    /** Describes everything but the seed, in one line. */
    static String introduction(Scenario scenario, Implementation implementation) {
        String ordering = scenario.ordering().isEmpty() ? "" : ", " + scenario.ordering() + " order";
        String claims = scenario.claims().isEmpty() ? "nothing" : String.join(", ", scenario.claims());
        return Terminal.harmless(
                scenario.implementation() + " " + implementation.version() + ordering + " (claims " + claims
                        + "), " + scenario.deployment() + " over " + scenario.transport() + ", "
                        + scenario.nodes().size() + " nodes");
    }

    private static String planned(Scenario scenario) {
        List<PlannedFault> faults = scenario.plan().faults();
        if (faults.isEmpty()) {
            return "none";
        }
        Map<String, Long> byKind = new TreeMap<>(faults.stream()
                .collect(Collectors.groupingBy(fault -> fault.fault().kind().word(), Collectors.counting())));
        return byKind.entrySet().stream()
                .map(kind -> kind.getValue() == 1 ? kind.getKey() : kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    void end(JudgedRun run, RunDirectory directory, String againCommand) {
        out.println("in this run: " + counts(run.counts()) + ", in " + Quantities.duration(run.tookNanos()));
        List<FaultReport> idle = run.result().outcome().faults().stream()
                .filter(fault -> fault.done() && !fault.effect().bit())
                .toList();
        if (!idle.isEmpty()) {
            out.println(terminal.styled(
                    Style.QUIET,
                    "faults without effect, which do not count: "
                            + idle.stream()
                                    .map(fault -> fault.planned().fault().kind().word() + " (fault "
                                            + fault.planned().id() + ")")
                                    .collect(Collectors.joining(", "))));
        }
        for (String exit : run.result().outcome().unprovoked()) {
            out.println(Terminal.harmless("exit without a fault of the harness: "
                    + exit.lines().findFirst().orElse("")));
        }
        out.println();
        new JudgementPrinter(terminal).print(run.judgement(), run.claimed());
        out.println();
        out.println("report   " + directory.report());
        out.println("again    " + againCommand);
    }

    static String counts(RunCounts counts) {
        return Quantities.count(counts.viewChanges()) + " view changes, "
                + Quantities.count(counts.joins()) + " joins, "
                + Quantities.count(counts.leaves()) + " leaves, "
                + Quantities.count(counts.crashes()) + " crashes ("
                + Quantities.count(counts.crashesMidFanOut()) + " in the middle of a fan-out), "
                + Quantities.count(counts.faults()) + " faults, "
                + Quantities.count(counts.bites()) + " with an effect";
    }
}
