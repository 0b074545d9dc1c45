package dev.maat.suites.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.maat.reference.ReferenceProvider;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hunts each patch that is not masked through the seeds 1 to {@code -Dmaat.huntPatches} (600), as {@code ./maat run} draws them; begins with the
 * seed of the table, if there is one. Writes the table anew, and all that was found to {@code target/patches.tsv}. It takes an hour or more
 * on two processors and is run by name alone: {@code -Dtest=PatchHunt}. {@code -Dmaat.patches=one,other} hunts some, and writes no table.
 *
 * <p>A masked patch is hunted through the seeds 1 to {@code -Dmaat.huntMasked} (40), and refutes its mask if any claimed property is violated.
 */
class PatchHunt {
    private static final long SEEDS = Long.getLong("maat.huntPatches", 600);
    private static final long SEEDS_OF_MASKED = Long.getLong("maat.huntMasked", 40);
    private static final int JOBS = Integer.getInteger("maat.jobs", 2);
    private static final List<String> ONLY = Stream.of(
                    System.getProperty("maat.patches", "").split(","))
            .filter(name -> !name.isBlank())
            .toList();

    /** Some patches were written because no draw kills them: MUTANTS.md has the reasons. */
    private static final int MIN_KILLED_PERCENT = 88;

    private static final Path REFERENCE = ImplementationJar.placeOf(ReferenceProvider.class);

    @Test
    void nearlyAllPatchesAreKilledByThePropertyThatTheyName(@TempDir Path work) throws Exception {
        List<Patch> patches = asked(patch -> patch.masked().isEmpty());
        Map<String, PatchHunter.Result> results = hunted(patches, work, SEEDS);

        List<String> alive = new ArrayList<>();
        Map<String, Long> seeds = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (Patch patch : patches) {
            PatchHunter.Result result = results.get(patch.name());
            seeds.put(patch.name(), result.seed());
            lines.add(result.line());
            if (result.seed() == 0) {
                alive.add(patch.name());
            }
        }
        Files.write(Path.of("target/patches.tsv"), lines, StandardCharsets.UTF_8);
        if (ONLY.isEmpty()) {
            PatchKills.write(seeds);
        }
        assertThat((patches.size() - alive.size()) * 100 / patches.size())
                .as("percent killed; alive are %s", alive)
                .isGreaterThanOrEqualTo(MIN_KILLED_PERCENT);
    }

    @Test
    void noPatchThatIsMaskedIsKilled(@TempDir Path work) throws Exception {
        Map<String, PatchHunter.Result> results =
                hunted(asked(patch -> !patch.masked().isEmpty()), work, SEEDS_OF_MASKED);

        assertThat(results.values())
                .allSatisfy(result ->
                        assertThat(result.isKilled()).as(result.line()).isFalse());
    }

    /** The patches that are to be hunted; with none of the sort among those that were named there is nothing to test. */
    private static List<Patch> asked(Predicate<Patch> sort) {
        assertThat(Patches.all().keySet()).as("patches that there are").containsAll(ONLY);
        List<Patch> patches = Patches.all().values().stream()
                .filter(patch -> sort.test(patch) && (ONLY.isEmpty() || ONLY.contains(patch.name())))
                .toList();
        assumeThat(patches).isNotEmpty();
        return patches;
    }

    private static Map<String, PatchHunter.Result> hunted(List<Patch> patches, Path work, long last) throws Exception {
        Map<String, PatchHunter.Result> results = new TreeMap<>();
        try (ExecutorService jobs = Executors.newFixedThreadPool(JOBS)) {
            List<Future<PatchHunter.Result>> running = patches.stream()
                    .map(patch -> jobs.submit(() -> hunted(patch, work, last)))
                    .toList();
            for (Future<PatchHunter.Result> each : running) {
                PatchHunter.Result result = each.get();
                System.out.println(result.line());
                results.put(result.patch().name(), result);
            }
        }
        return results;
    }

    private static PatchHunter.Result hunted(Patch patch, Path work, long last) throws IOException {
        long known = PatchKills.read().getOrDefault(patch.name(), 0L);
        try (PatchHunter hunter = new PatchHunter(patch, work, REFERENCE)) {
            if (known > 0) {
                PatchHunter.Result result = hunter.hunt(known, known);
                if (result.seed() > 0) {
                    return result;
                }
            }
            return hunter.hunt(1, last);
        }
    }
}
