package dev.maat.suites.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * In the cores nothing may depend on the clock, a thread, chance or the order of a hash table: the commonest defect of
 * simulators is a seed that does not replay.
 */
class DeterminismTest {
    private static final String[] CORES = {
        "dev.maat.contract..",
        "dev.maat.reference..",
        "dev.maat.zoo..",
        "dev.maat.faults..",
        "dev.maat.recording..",
        "dev.maat.scenario..",
        "dev.maat.simulation.."
    };

    /** Owner and member, or owner alone for a class that may not be touched at all. */
    private static final Set<String> BANNED = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.identityHashCode",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.lang.Thread",
            "java.time.Clock",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Map.copyOf",
            "java.util.Collections.shuffle",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toUnmodifiableSet",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.toUnmodifiableMap",
            "java.util.stream.Collectors.groupingBy",
            "java.net.Socket",
            "java.net.DatagramSocket",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.SocketChannel");

    private static final DescribedPredicate<JavaAccess<?>> NON_DETERMINISTIC =
            DescribedPredicate.describe("is not deterministic", access -> {
                String owner = access.getTargetOwner().getName();
                return BANNED.contains(owner)
                        || BANNED.contains(owner + "." + access.getTarget().getName());
            });

    private static ArchRule coresAreDeterministic(String... packages) {
        return noClasses().that().resideInAnyPackage(packages).should().accessTargetWhere(NON_DETERMINISTIC);
    }

    @Test
    void theCoresUseNoClockThreadChanceOrHashOrder() {
        coresAreDeterministic(CORES).check(House.classes());
    }

    @Test
    void theRuleCatchesAClassThatBreaksIt() {
        JavaClasses culprit = new ClassFileImporter().importClasses(Culprit.class);
        assertThat(coresAreDeterministic("dev.maat.suites.architecture..")
                        .evaluate(culprit)
                        .getFailureReport()
                        .getDetails())
                .hasSize(4);
    }

    @SuppressWarnings("unused")
    private static final class Culprit {
        private final Map<String, Long> byName = new HashMap<>();
        private final Set<String> names = Set.of("a", "b");

        private String offence() {
            return UUID.randomUUID() + "" + System.nanoTime();
        }
    }
}
