package dev.maat.engine.hunt;

import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Quantities;
import dev.maat.reports.TablePage;
import dev.maat.reports.TablePage.Cell;
import dev.maat.reports.TablePage.Section;
import dev.maat.reports.TablePage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The kill matrix of a zoo, as a page. */
public final class ZooPage {
    private static final double NANOS_PER_SECOND = 1e9;

    private ZooPage() {}

    /** 0 if every defect was killed by its property, but for those that are masked; else 2, because an escape proves nothing. */
    public static int exitCode(List<ZooResult> results, int expected) {
        boolean all = results.size() == expected && results.stream().allMatch(each -> each.killed() || each.masked());
        return all && !results.isEmpty() ? ExitCode.HOLDS : ExitCode.UNKNOWN;
    }

    /** How a defect ended, in a word. */
    public static String word(ZooResult result) {
        return result.masked() ? "masked" : result.killed() ? "killed" : "alive";
    }

    public static void write(List<ZooResult> results, int expected, String command, Path page) {
        try {
            List<Section> sections = new ArrayList<>(List.of(matrix(results)));
            List<String> unjudged = results.stream()
                    .flatMap(result -> result.unjudged().stream().map(one -> result.defect() + ", " + one))
                    .toList();
            if (!unjudged.isEmpty()) {
                sections.add(Section.of("Runs whose history could not be judged", unjudged));
            }
            new TablePage("The zoo's kill matrix", null, lead(results, expected, command), sections).write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(page + ": cannot be written", e);
        }
    }

    private static List<String> lead(List<ZooResult> results, int expected, String command) {
        long killed = results.stream().filter(ZooResult::killed).count();
        long masked = results.stream().filter(ZooResult::masked).count();
        return List.of(
                Quantities.count(expected) + " planted defects: " + killed
                        + " killed by the property that each breaks, "
                        + (results.size() - killed - masked) + " alive, " + masked + " masked"
                        + (results.size() < expected ? ", " + (expected - results.size()) + " not hunted yet" : "")
                        + ".",
                "A defect is killed when the property that its manifest names is violated. The other columns are"
                        + " claimed properties that were violated on the way.",
                "Again: " + command);
    }

    private static Section matrix(List<ZooResult> results) {
        TreeSet<String> properties = new TreeSet<>();
        results.forEach(each -> properties.addAll(each.violated().keySet()));
        List<String> header = new ArrayList<>(List.of("defect", "must violate", "end", "by", "runs", "virtual time"));
        header.addAll(properties);
        List<List<Cell>> rows = new ArrayList<>();
        for (ZooResult result : results) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(result.defect()));
            row.add(Cell.of(result.planted().property()));
            State end = result.killed() ? State.GOOD : result.masked() ? State.OPEN : State.BAD;
            row.add(new Cell(word(result), end));
            row.add(Cell.of(result.masked() ? result.planted().masked() : result.killedBy()));
            row.add(Cell.of(Quantities.count(result.runs())));
            row.add(Cell.of(Math.round(result.virtualNanos() / NANOS_PER_SECOND) + " s"));
            for (String property : properties) {
                boolean own = property.equals(result.planted().property());
                boolean violated = result.violated().containsKey(property);
                row.add(violated && own ? new Cell("killed", State.GOOD) : Cell.of(violated ? "violated" : ""));
            }
            rows.add(row);
        }
        return new Section("Defects by property", List.of(), header, rows);
    }
}
