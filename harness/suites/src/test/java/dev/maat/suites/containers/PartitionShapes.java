package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.engine.containers.needs.Need;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each shape of a cut loses packets on exactly its own directed links. */
@NeedsContainers
final class PartitionShapes {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");
    private static final long LASTS_MILLIS = 700;
    private static final long APART_MILLIS = 300;
    private static final int FLAPS = 3;
    /**
     * On a busy machine a cut takes longer to set and to heal than it lasts, and the next one finds no connection, or only packets that
     * the one before it drops. Then each run takes twice the time of the one before it.
     */
    private static final int MAX_RUNS = 4;

    @TempDir
    Path work;

    @Test
    void everyShapeIsCutOverDatagrams() throws Exception {
        everyShapeIsCut("udp");
    }

    @Test
    @NeedsContainers(also = Need.Subject.TOXIPROXY_IMAGE)
    void everyShapeIsCutOverConnections() throws Exception {
        everyShapeIsCut("tcp");
    }

    private void everyShapeIsCut(String transport) throws Exception {
        List<String> unseen = List.of();
        for (int run = 1; run <= MAX_RUNS && (run == 1 || !unseen.isEmpty()); run++) {
            unseen = linksWithoutLosses(transport, 1L << (run - 1), "run-" + run);
        }
        assertThat(unseen)
                .as("each link of each shape lost packets in one of %d runs", MAX_RUNS)
                .isEmpty();
    }

    /**
     * Runs all shapes. No packet may be lost on a link that is not of the shape.
     *
     * @return the shapes and their links that lost no packet
     */
    private List<String> linksWithoutLosses(String transport, long pace, String folder) throws Exception {
        List<Fault> shapes = shapes();
        Scenario scenario = Scenario.of("reference", "atomic", "total", NODES.size(), 7, Workload.of(60, 1_000))
                .withDeployment("containers", transport)
                // No shape lasts until a suspicion, so packets flow on every link that is not cut.
                .withOption("suspicionMillis", "60000")
                .withPlan(oneAfterTheOther(shapes, pace));
        List<String> unseen = new ArrayList<>();
        Path place = Files.createDirectory(work.resolve(folder));
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("reference"), scenario, place)) {
            int exitCode = run.await();
            System.out.println(run.output());
            assertThat(exitCode).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            for (int i = 0; i < shapes.size(); i++) {
                String shape = shapes.get(i).kind() + " " + shapes.get(i).where();
                Set<String> cut = links(shapes.get(i));
                Set<String> seen = linksWithLosses(run, i + 1);
                assertThat(cut).as(shape).containsAll(seen);
                cut.stream().filter(link -> !seen.contains(link)).forEach(link -> unseen.add(shape + ": " + link));
            }
            assertThat(Traces.of(run.pid())).isEmpty();
        }
        return unseen;
    }

    private static List<Fault> shapes() {
        List<Fault> shapes = new ArrayList<>();
        shapes.add(new Fault.Partition(List.of(List.of("n1"), List.of("n2", "n3", "n4", "n5"))));
        shapes.add(new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3", "n4"), List.of("n5"))));
        shapes.add(new Fault.Partition(NODES.stream().map(List::of).toList()));
        shapes.add(bridge());
        shapes.add(ringOfMajorities());
        shapes.add(new Fault.OneWayCut(List.of(new Link("n1", "n2"))));
        shapes.add(new Fault.OneWayCut(List.of(new Link("n2", "n1"))));
        for (int i = 0; i < FLAPS; i++) {
            shapes.add(new Fault.OneWayCut(List.of(new Link("n1", "n3"), new Link("n3", "n1"))));
        }
        return shapes;
    }

    /** Two halves that hear each other through n3 alone. */
    private static Fault.Partition bridge() {
        return new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n4", "n5")));
    }

    /** Each node hears its two neighbours in a ring: a majority that no other node has. */
    private static Fault.OneWayCut ringOfMajorities() {
        List<Link> cut = new ArrayList<>();
        int size = NODES.size();
        for (int i = 0; i < size; i++) {
            for (int far = 2; far <= size - 2; far++) {
                cut.add(new Link(NODES.get(i), NODES.get((i + far) % size)));
            }
        }
        return new Fault.OneWayCut(cut);
    }

    private static FaultPlan oneAfterTheOther(List<Fault> shapes, long pace) {
        List<PlannedFault> plan = new ArrayList<>();
        long atMillis = 500;
        for (Fault shape : shapes) {
            plan.add(new PlannedFault(plan.size() + 1, atMillis, LASTS_MILLIS * pace, shape, false));
            atMillis += (LASTS_MILLIS + APART_MILLIS) * pace;
        }
        return new FaultPlan(plan, List.of());
    }

    private static Set<String> links(Fault shape) {
        Stream<Link> links =
                switch (shape) {
                    case Fault.Partition partition -> partition.links().stream();
                    case Fault.OnLinks onLinks -> onLinks.links().stream();
                    case Fault.OnNode onNode -> throw new IllegalArgumentException(onNode + " cuts no link");
                };
        return new TreeSet<>(links.map(Link::toString).toList());
    }

    private static Set<String> linksWithLosses(HarnessRun run, int fault) throws IOException {
        String last = run.harnessLines().stream()
                .filter(line -> line.contains("\"e\":\"fault\",\"id\":" + fault + ","))
                .reduce("", (earlier, later) -> later);
        JsonNode dropped = new ObjectMapper().readTree(last).path("effect").path("dropped");
        Set<String> links = new TreeSet<>();
        dropped.fieldNames().forEachRemaining(links::add);
        return links;
    }
}
