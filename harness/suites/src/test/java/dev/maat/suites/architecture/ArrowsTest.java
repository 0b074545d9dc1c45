package dev.maat.suites.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which module and which package may use which: the map in ARCHITECTURE.md is the rule, and the classes are held against it. */
class ArrowsTest {
    private static final JavaClasses HOUSE = House.classes();
    private static final String ROOT = "dev.maat.";

    @Test
    void modulesUseOnlyTheModulesThatTheirArrowsPointAt() throws IOException {
        assertThat(straying(Arrows.betweenModules(), betweenModules())).isEmpty();
    }

    @Test
    void packagesUseOnlyThePackagesOfTheirModuleThatTheirArrowsPointAt() throws IOException {
        assertThat(straying(Arrows.betweenPackages(), betweenPackages())).isEmpty();
    }

    @Test
    void everyArrowOfTheMapIsUsed() throws IOException {
        assertThat(Arrows.betweenModules().unused(ends(betweenModules()))).isEmpty();
        assertThat(Arrows.betweenPackages().unused(ends(betweenPackages()))).isEmpty();
    }

    @Test
    void theMapShowsEveryModuleAndEveryPackageOfAModuleThatHasSeveral() throws IOException {
        TreeMap<String, TreeSet<String>> packages = new TreeMap<>();
        for (JavaClass type : HOUSE) {
            packages.computeIfAbsent(module(type), absent -> new TreeSet<>()).add(room(type));
        }
        TreeSet<String> rooms = new TreeSet<>();
        packages.values().stream().filter(several -> several.size() > 1).forEach(rooms::addAll);
        assertThat(Arrows.betweenModules().sources()).isEqualTo(new TreeSet<>(packages.keySet()));
        assertThat(Arrows.betweenPackages().sources()).isEqualTo(rooms);
        assertThat(Arrows.betweenModules().unknownTargets()).isEmpty();
        assertThat(Arrows.betweenPackages().unknownTargets()).isEmpty();
    }

    @Test
    void noPackagesFormACircle() {
        slices().matching("dev.maat.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void aLineThatIsNoArrowIsAnError() {
        assertThatThrownBy(() -> Arrows.read("modules", List.of("```arrows modules", "checkers: nothing", "```")))
                .hasMessageContaining("checkers: nothing");
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

    /** They are public only because a room of the checkers needs another. */
    @Test
    void onlyTheCheckersSeeHowPropertiesAreJudged() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.maat.checkers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.maat.checkers.facts..",
                        "dev.maat.checkers.finding..",
                        "dev.maat.checkers.properties..",
                        "dev.maat.checkers.online.release..")
                .check(HOUSE);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(room -> assertThat(room.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(room.getName())
                        .isTrue());
    }

    /** One use of a package by another: the ends of its arrow, and a sentence that names the classes. */
    private record Use(String from, String to, String told) {}

    private static List<Use> betweenModules() {
        return uses(ArrowsTest::module);
    }

    private static List<Use> betweenPackages() {
        return uses(ArrowsTest::room).stream()
                .filter(use -> use.from().split("\\.", 2)[0].equals(use.to().split("\\.", 2)[0]))
                .toList();
    }

    private static List<Use> uses(Function<JavaClass, String> end) {
        List<Use> uses = new ArrayList<>();
        for (JavaClass type : HOUSE) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT)
                        && !end.apply(target).equals(end.apply(type))) {
                    uses.add(new Use(end.apply(type), end.apply(target), dependency.getDescription()));
                }
            }
        }
        return uses;
    }

    private static List<String> straying(Arrows arrows, List<Use> uses) {
        return uses.stream()
                .filter(use -> !arrows.allows(use.from(), use.to()))
                .map(use -> use.from() + " -> " + use.to() + ": " + use.told())
                .toList();
    }

    private static Map<String, TreeSet<String>> ends(List<Use> uses) {
        Map<String, TreeSet<String>> ends = new TreeMap<>();
        uses.forEach(use ->
                ends.computeIfAbsent(use.from(), absent -> new TreeSet<>()).add(use.to()));
        return ends;
    }

    private static String module(JavaClass type) {
        return room(type).split("\\.", 2)[0];
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }
}
