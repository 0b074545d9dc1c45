package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.RunRequest;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.PlantedDefect;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import dev.maat.zoo.ZooProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kill matrix of the zoo: the seed of a plain {@code ./maat run} under which each planted defect is caught by the property that it
 * breaks. {@link ZooHunt} writes the table; a seed of 0 says that none of 600 kills it.
 */
class ZooKillsTest {
    private static final String TABLE = "zoo-kills.csv";
    private static final Implementations ZOO =
            Implementations.scan(MaatCommand.root().resolve("impl/zoo/src/main"));

    /**
     * A line of the table.
     *
     * @param seed under which the property is violated; 0: none is known
     * @param masked whether no run can show the defect
     */
    record Kill(String defect, String ordering, String delivery, String property, long seed, boolean masked) {
        private static final String MASKED = "masked";

        static Kill parse(String line) {
            String[] parts = line.split(",");
            boolean masked = parts.length > 5 && parts[5].equals(MASKED);
            return new Kill(parts[0], parts[1], parts[2], parts[3], Long.parseLong(parts[4]), masked);
        }

        String line() {
            String line = String.join(",", defect, ordering, delivery, property, Long.toString(seed));
            return masked ? line + "," + MASKED : line;
        }

        Kill withSeed(long other) {
            return new Kill(defect, ordering, delivery, property, other, masked);
        }

        /** As the command draws it for this seed. */
        Scenario drawn(long under) {
            RunRequest request =
                    RunRequest.usual("simulation", "udp", ordering, "test").withDelivery(delivery);
            Implementation defective = ZOO.find(defect);
            return request.draw(defective, Simulation.capabilities("udp"), under);
        }

        Judgement judged(long under) {
            return SimulatedRun.of(drawn(under), options -> new ZooProvider().newCore(defect, options))
                    .judgement();
        }
    }

    static Path table() {
        return MaatCommand.root().resolve("harness/suites/src/test/resources/" + TABLE);
    }

    static List<String> lines() throws IOException {
        return Files.readAllLines(table(), StandardCharsets.UTF_8);
    }

    private static Stream<Kill> all() throws IOException {
        return lines().stream().filter(line -> !line.startsWith("#")).map(Kill::parse);
    }

    static Stream<Kill> known() throws IOException {
        return all().filter(kill -> kill.seed() > 0);
    }

    @ParameterizedTest
    @MethodSource("known")
    void aDefectIsKilledByThePropertyThatItBreaks(Kill kill) {
        Judgement judgement = kill.judged(kill.seed());

        assertThat(judgement.property(kill.property()).verdict())
                .as("%s of %s under seed %d", kill.property(), kill.defect(), kill.seed())
                .isEqualTo(Verdict.VIOLATED);
        assertThat(judgement.property(kill.property()).witness()).isNotEmpty();
    }

    /** The command hunts by the manifest, these tests by the table. */
    @Test
    void theManifestNamesForEachDefectThePropertyOfTheTable() throws IOException {
        for (Kill kill : all().toList()) {
            assertThat(PlantedDefect.of(ZOO.find(kill.defect())))
                    .as(kill.defect())
                    .hasValueSatisfying(
                            planted -> assertThat(List.of(planted.property(), planted.ordering(), planted.delivery()))
                                    .containsExactly(kill.property(), kill.ordering(), kill.delivery()));
        }
    }

    @Test
    void theManifestAndTheTableCallTheSameDefectsMasked() throws IOException {
        for (Kill kill : all().toList()) {
            boolean masked = !PlantedDefect.of(ZOO.find(kill.defect()))
                    .orElseThrow()
                    .masked()
                    .isEmpty();
            assertThat(masked).as(kill.defect()).isEqualTo(kill.masked());
        }
    }

    @Test
    void aDefectThatAKnownSeedKillsIsNotSaidToBeMasked() throws IOException {
        for (Kill kill : known().toList()) {
            assertThat(PlantedDefect.of(ZOO.find(kill.defect())).orElseThrow().masked())
                    .as(kill.defect())
                    .isEmpty();
        }
    }

    @Test
    void everyDefectHasALine() throws IOException {
        assertThat(new TreeSet<>(all().map(Kill::defect).toList()))
                .containsAll(ZooProvider.names().stream()
                        .filter(name -> !name.startsWith("zoo:static-"))
                        .toList());
    }
}
