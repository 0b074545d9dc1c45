package dev.maat.engine.hunt;

import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.engine.run.Quantities;
import dev.maat.faults.FaultKind;
import dev.maat.reports.TablePage;
import dev.maat.reports.TablePage.Cell;
import dev.maat.reports.TablePage.Section;
import dev.maat.reports.TablePage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code hunt.html}: findings, coverage with its holes, configurations and properties. */
public final class HuntPage {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private HuntPage() {}

    /**
     * Writes the page.
     *
     * @param command goes on with the hunt, or merges its shards again
     * @param kinds of fault that the hunt may draw: those of them that never had an effect are rows of holes
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(HuntState state, Set<FaultKind> kinds, String command, Path file) {
        List<Section> tables = new ArrayList<>();
        tables.add(findings(state));
        FaultCoverage coverage = state.total().coverage();
        tables.add(faults(coverage, kinds));
        tables.add(phases(coverage));
        tables.add(configurations(state));
        tables.add(properties(state.total()));
        try {
            new TablePage("Hunt of " + state.plan().implementation(), null, lead(state, command), tables).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private static List<String> lead(HuntState state, String command) {
        Tally total = state.total();
        List<String> lead = new ArrayList<>();
        lead.add(Quantities.count(total.of(Tally.Sort.RUNS)) + " seeds in "
                + state.plan().deployment() + " over "
                + state.plan().transport() + ": " + Quantities.count(total.of(Tally.Sort.VIOLATED)) + " violated, "
                + Quantities.count(total.of(Tally.Sort.UNKNOWN)) + " unknown, "
                + Quantities.count(total.of(Tally.Sort.HARNESS_FAILED)) + " failed by the harness, "
                + Quantities.count(total.of(Tally.Sort.NOT_DETERMINISTIC)) + " not deterministic (of "
                + Quantities.count(total.of(Tally.Sort.CHECKED)) + " run twice).");
        lead.add(Quantities.count(total.of(Tally.Sort.STEERED)) + " seeds were steered towards holes; in "
                + Quantities.count(total.of(Tally.Sort.MAY_LOSE_QUORUM))
                + " the group may lose its quorum, and only safety is claimed; "
                + Quantities.count(total.counts().viewChanges()) + " view changes, "
                + Quantities.count(total.events()) + " events, "
                + Quantities.duration(state.tookMillis() * NANOS_PER_MILLI) + ".");
        if (!state.isComplete()) {
            lead.add("This is not the whole hunt: " + String.join("; ", HuntMerge.gaps(state)) + ".");
        }
        lead.add("Again: " + command);
        return lead;
    }

    private static Section findings(HuntState state) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Finding finding : state.findings().list()) {
            State tone = finding.sort() == Finding.Sort.VIOLATED ? State.BAD : State.OPEN;
            rows.add(List.of(
                    new Cell(finding.sort().word(), tone),
                    Cell.of(finding.property()),
                    Cell.of(Quantities.count(finding.count())),
                    Cell.of(Long.toString(finding.firstSeed())),
                    Cell.of(finding.configuration().words()),
                    Cell.of(finding.sentence()),
                    Cell.of(String.join(" ", finding.kept()))));
        }
        String note = rows.isEmpty()
                ? "No seed failed."
                : "Seeds whose failures read alike, but for names and numbers, are one finding.";
        return new Section(
                "Findings",
                List.of(note),
                List.of("verdict", "property", "seeds", "first", "configuration", "how", "kept"),
                rows);
    }

    private static Section faults(FaultCoverage coverage, Set<FaultKind> kinds) {
        List<List<Cell>> rows = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (kinds.contains(kind) || coverage.kinds().contains(kind)) {
                List<Cell> row = new ArrayList<>();
                row.add(Cell.of(kind.word()));
                for (ProtocolPhase phase : coverage.phases()) {
                    row.add(count(coverage.count(kind, phase)));
                }
                rows.add(row);
            }
        }
        return new Section(
                "Faults by phase",
                marks(
                        coverage,
                        "How many faults with an effect began while some process was in a phase. A pair that never occurred is a hole."),
                header("fault", coverage.phases()),
                rows);
    }

    private static Section phases(FaultCoverage coverage) {
        List<List<Cell>> rows = new ArrayList<>();
        List<ProtocolPhase> phases = coverage.phases().stream()
                .filter(ProtocolPhase.overlapping()::contains)
                .toList();
        for (ProtocolPhase one : phases) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(one.word()));
            for (ProtocolPhase other : phases) {
                row.add(count(coverage.count(one, other)));
            }
            rows.add(row);
        }
        return new Section(
                "Phases at the same time",
                List.of("How often a process came into one phase while another process was in the other."),
                header("phase", phases),
                rows);
    }

    private static List<String> marks(FaultCoverage coverage, String lead) {
        boolean isUnknown = coverage.kinds().isEmpty();
        return coverage.isMarked() || isUnknown ? List.of(lead) : List.of(lead, FaultCoverage.UNMARKED);
    }

    private static List<String> header(String first, List<ProtocolPhase> phases) {
        return Stream.concat(Stream.of(first), phases.stream().map(ProtocolPhase::word))
                .toList();
    }

    private static Cell count(long number) {
        return new Cell(Quantities.count(number), number == 0 ? State.IDLE : null);
    }

    private static Section configurations(HuntState state) {
        List<List<Cell>> rows = new ArrayList<>();
        state.tallies()
                .forEach((configuration, tally) -> rows.add(List.of(
                        Cell.of(configuration.words()),
                        Cell.of(Quantities.count(tally.of(Tally.Sort.RUNS))),
                        Cell.of(Quantities.count(tally.of(Tally.Sort.VIOLATED))),
                        Cell.of(Quantities.count(tally.of(Tally.Sort.UNKNOWN))),
                        Cell.of(Quantities.count(tally.counts().viewChanges())),
                        Cell.of(Quantities.count(tally.events())))));
        return new Section(
                "Configurations",
                List.of(),
                List.of("configuration", "seeds", "violated", "unknown", "view changes", "events"),
                rows);
    }

    private static Section properties(Tally total) {
        List<List<Cell>> rows = new ArrayList<>();
        total.properties()
                .forEach((id, property) -> rows.add(List.of(
                        Cell.of(id),
                        Cell.of(Quantities.count(property.applicable())),
                        Cell.of(Quantities.count(property.atRisk())),
                        Cell.of(Quantities.count(property.runsAtRisk())),
                        Cell.of(Quantities.count(property.violations())),
                        Cell.of(Quantities.count(property.runsViolated())),
                        Cell.of(Quantities.count(property.runsUnknown())))));
        return new Section(
                "Claimed properties",
                List.of(),
                List.of(
                        "property",
                        "cases",
                        "at risk",
                        "seeds at risk",
                        "violations",
                        "seeds violated",
                        "seeds unknown"),
                rows);
    }
}
