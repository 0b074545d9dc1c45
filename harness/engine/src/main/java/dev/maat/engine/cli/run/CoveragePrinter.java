package dev.maat.engine.cli.run;

import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.engine.run.Quantities;
import dev.maat.faults.FaultKind;
import java.util.ArrayList;
import java.util.List;

/** Prints how many faults began in which phase of the protocol, and the pairs that no fault hit. */
public final class CoveragePrinter {
    private static final String HOLE = "-";

    private final Terminal terminal;

    public CoveragePrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(FaultCoverage coverage) {
        if (coverage.kinds().isEmpty()) {
            return;
        }
        terminal.out().println();
        Table table = new Table(terminal).left("faults that began in");
        List<ProtocolPhase> phases = coverage.phases();
        phases.forEach(phase -> table.right(phase.word()));
        int holes = 0;
        for (FaultKind kind : coverage.kinds()) {
            List<String> row = new ArrayList<>();
            row.add(kind.word());
            for (ProtocolPhase phase : phases) {
                long count = coverage.count(kind, phase);
                holes += count == 0 ? 1 : 0;
                row.add(count == 0 ? HOLE : Quantities.count(count));
            }
            table.row(row.toArray(String[]::new));
        }
        table.print(terminal.out());
        int pairs = coverage.kinds().size() * phases.size();
        terminal.out()
                .println(
                        holes == 0
                                ? "every pair of fault and phase was hit"
                                : holes + " of " + pairs + " pairs of fault and phase were not hit (" + HOLE + ")");
        if (!coverage.isMarked()) {
            terminal.out().println(FaultCoverage.UNMARKED);
        }
    }
}
