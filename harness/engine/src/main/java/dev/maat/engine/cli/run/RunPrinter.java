package dev.maat.engine.cli.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
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
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
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
        out.println("faults: " + planned(scenario) + outside(scenario) + noise(scenario) + quorum(scenario));
        out.println("time limit: " + Quantities.duration(MILLISECONDS.toNanos(scenario.timeLimitMillis()))
                + (scenario.deployment().equals(Deployments.SIMULATION) ? " of virtual time" : "")
                + " until the run ends by time-out");
        out.flush();
    }

    /** Describes everything but the seed, in one line. */
    static String introduction(Scenario scenario, Implementation implementation) {
        String ordering = scenario.ordering().isEmpty() ? "" : ", " + scenario.ordering() + " order";
        String delivery = ordering.isEmpty()
                ? ""
                : ", " + scenario.options().getOrDefault(RunRequest.DELIVERY, Implementation.PLAIN) + " delivery";
        String usual = implementation.reliabilities().stream().findFirst().orElse("");
        String reliability = scenario.options().getOrDefault(Implementation.RELIABILITY, usual);
        String fanOut = scenario.options().getOrDefault(RunRequest.FAN_OUT, "");
        String repair = reliability.isEmpty()
                ? ""
                : ", " + reliability + " reliability" + (fanOut.isEmpty() ? "" : " of fan-out " + fanOut);
        String claims = scenario.claims().isEmpty() ? "nothing" : String.join(", ", scenario.claims());
        return Terminal.harmless(scenario.implementation() + " " + implementation.version() + ordering + delivery
                + repair
                + " (claims " + claims
                + "), " + scenario.deployment() + " over " + scenario.transport() + ", "
                + scenario.nodes().size() + " nodes"
                + (scenario.isStatic() ? " of a static group" + (scenario.resumes() ? " that resumes" : "") : ""));
    }

    private static String planned(Scenario scenario) {
        List<PlannedFault> faults = scenario.plan().faults();
        if (faults.isEmpty()) {
            return "none";
        }
        Map<String, Long> byKind = new TreeMap<>(faults.stream()
                .collect(Collectors.groupingBy(fault -> fault.fault().kind().word(), Collectors.counting())));
        long onMarks = faults.stream().filter(PlannedFault::isOnMark).count();
        return byKind.entrySet().stream()
                        .map(kind -> kind.getValue() == 1 ? kind.getKey() : kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "))
                + (onMarks == 0
                        ? ""
                        : onMarks == faults.size()
                                ? ", each at a moment of the protocol"
                                : ", " + onMarks + " of them at moments of the protocol");
    }

    /** The nodes that the plan keeps from the core when its faults are over. */
    static String outside(Scenario scenario) {
        List<String> nodes = scenario.plan().outside();
        return nodes.isEmpty() ? "" : "; when all are healed, " + String.join(", ", nodes) + " stays outside the core";
    }

    /** A claim of a profile, or of liveness by itself, stays as the scenario has it: only a drawn run gives liveness up. */
    static String quorum(Scenario scenario) {
        if (!scenario.plan().mayLoseQuorum()) {
            return "";
        }
        boolean safetyOnly = scenario.claims().stream().allMatch(claim -> {
            PropertyId property = PropertyId.named(claim);
            return property != null && !property.liveness();
        });
        return "; the group may lose its quorum" + (safetyOnly ? ": safety only" : "");
    }

    /** The disturbances that the simulated network has of its own, besides the faults of the plan. */
    private static String noise(Scenario scenario) {
        NetworkModel network = scenario.network();
        boolean isQuiet =
                network.lossPerMille() == 0 && network.duplicatePerMille() == 0 && network.reorderPerMille() == 0;
        if (!scenario.deployment().equals(Deployments.SIMULATION) || isQuiet) {
            return "";
        }
        return "; of every 1,000 packets the network loses " + network.lossPerMille() + ", duplicates "
                + network.duplicatePerMille() + " and reorders " + network.reorderPerMille();
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
        skipped(run.result().outcome().faults());
        for (String remark : run.result().outcome().remarks()) {
            out.println(Terminal.harmless("remark: " + remark));
        }
        for (String exit : run.result().outcome().unprovoked()) {
            out.println(Terminal.harmless("exit without a fault of the harness: "
                    + exit.lines().findFirst().orElse("")));
        }
        out.println();
        new JudgementPrinter(terminal).print(run.judgement(), run.claimed());
        standstill(run.result().outcome());
        out.println();
        out.println("report   " + directory.report());
        out.println("again    " + againCommand);
    }

    /** Says why faults of the plan were not done: a line for each reason, with the kinds. */
    private void skipped(List<FaultReport> faults) {
        Map<String, Map<String, Integer>> kindsByReason = new TreeMap<>();
        for (FaultReport fault : faults) {
            if (!fault.done()) {
                String why = fault.effect().note();
                kindsByReason
                        .computeIfAbsent(why == null ? "no reason is known" : why, first -> new TreeMap<>())
                        .merge(fault.planned().fault().kind().word(), 1, Integer::sum);
            }
        }
        kindsByReason.forEach((why, kinds) -> out.println(terminal.styled(
                Style.QUIET,
                Terminal.harmless("skipped: "
                        + kinds.entrySet().stream()
                                .map(kind ->
                                        kind.getValue() == 1 ? kind.getKey() : kind.getValue() + " " + kind.getKey())
                                .collect(Collectors.joining(", "))
                        + ": " + why))));
    }

    /** Says why the run stood still, if it did: the cause of what the verdict only names. */
    private void standstill(RunOutcome outcome) {
        if (outcome.standstill().isEmpty()) {
            return;
        }
        out.println(
                outcome.end().equals("timeout")
                        ? "the run ended by time-out; at that time:"
                        : "the core did not come to rest before its END messages; at that time:");
        for (String line : outcome.standstill()) {
            out.println("    " + Terminal.harmless(line));
        }
    }

    static String counts(RunCounts counts) {
        return Quantities.count(counts.viewChanges()) + " view changes, "
                + Quantities.count(counts.joins()) + " joins, "
                + Quantities.count(counts.leaves()) + " leaves, "
                + Quantities.count(counts.crashes()) + " crashes ("
                + Quantities.count(counts.crashesMidFanOut()) + " in the middle of a fan-out), "
                + Quantities.count(counts.planned()) + " faults planned, "
                + Quantities.count(counts.faults()) + " done, "
                + Quantities.count(counts.bites()) + " with an effect, "
                + Quantities.count(counts.skipped()) + " skipped"
                + switch ((int) Math.min(2, counts.furtherFalls())) {
                    case 0 -> "";
                    case 1 -> ", 1 further fall";
                    default -> ", " + Quantities.count(counts.furtherFalls()) + " further falls";
                };
    }
}
