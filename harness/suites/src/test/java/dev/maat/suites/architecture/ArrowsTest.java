package dev.maat.suites.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room may look into which; the Maven modules say the same, this says it of packages. */
class ArrowsTest {
    private static final JavaClasses HOUSE = House.classes();

    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("contract", List.of()),
            Map.entry("checkers", List.of()),
            Map.entry("faults", List.of()),
            Map.entry("transport", List.of("contract")),
            Map.entry("recording", List.of("contract", "checkers")),
            Map.entry("node", List.of("contract", "transport", "recording", "checkers")),
            Map.entry("reference", List.of("contract")),
            Map.entry("jgroups", List.of("contract")),
            Map.entry("zoo", List.of("contract", "reference")),
            Map.entry("injectors", List.of("faults")),
            Map.entry("reports", List.of("checkers")),
            Map.entry("scenario", List.of("contract", "faults", "checkers")),
            Map.entry("simulation", List.of("scenario", "recording", "contract", "faults", "checkers")),
            Map.entry(
                    "engine",
                    List.of(
                            "simulation",
                            "scenario",
                            "node",
                            "transport",
                            "contract",
                            "injectors",
                            "faults",
                            "checkers",
                            "reports"))));

    static Stream<String> rooms() {
        return ARROWS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomLooksOnlyWhereItsArrowsPoint(String room) {
        String[] allowed = Stream.concat(Stream.of(room), ARROWS.get(room).stream())
                .map(name -> "dev.maat." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.maat." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.maat..").and(not(resideInAnyPackage(allowed))))
                .check(HOUSE);
    }

    @Test
    void everyRoomOfTheHouseIsNamedHere() {
        assertThat(HOUSE.stream().map(type -> type.getPackageName().split("\\.")[2]))
                .containsOnlyElementsOf(ARROWS.keySet());
    }

    @Test
    void containerLibrariesStayWithTheInjectorsAndTheContainerDeployment() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.maat.injectors..", "dev.maat.engine.containers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..", "eu.rekawek.toxiproxy..")
                .check(HOUSE);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        assertThat(HOUSE.stream().map(type -> type.getPackage()).distinct())
                .allSatisfy(room -> assertThat(room.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(room.getName())
                        .isTrue());
    }
}
