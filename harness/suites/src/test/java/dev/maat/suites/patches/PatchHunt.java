package dev.maat.suites.patches;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hunts each patch that is not masked through the seeds 1 to {@code -Dmaat.huntPatches} (600), as {@code ./maat run} draws them; begins with the
 * seed of the table, if there is one. Writes the table anew, and all that was found to {@code target/patches.tsv}. It takes an hour or more
 * on two processors and is run by name alone: {@code -Dtest=PatchHunt}. {@code -Dmaat.patches=one,other} hunts some, and writes no table.
 */
class PatchHunt {
    private static final long SEEDS = Long.getLong("maat.huntPatches", 600);
    private static final int JOBS = Integer.getInteger("maat.jobs", 2);
    private static final List<String> ONLY = Stream.of(
                    System.getProperty("maat.patches", "").split(","))
            .filter(name -> !name.isBlank())
            .toList();

    private static final int MIN_KILLED_PERCENT = 90;
    private static final Path REFERENCE = ImplementationJar.placeOf(ReferenceProvider.class);

    @Test
    void nearlyAllPatchesAreKilledByThePropertyThatTheyName(@TempDir Path work) throws Exception {
        List<Patch> patches = Patches.all().values().stream()
                .filter(patch -> patch.masked().isEmpty() && (ONLY.isEmpty() || ONLY.contains(patch.name())))
                .toList();
        Map<String, PatchHunter.Result> results = hunted(patches, work);

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

    private static Map<String, PatchHunter.Result> hunted(List<Patch> patches, Path work) throws Exception {
        Map<String, PatchHunter.Result> results = new TreeMap<>();
        try (ExecutorService jobs = Executors.newFixedThreadPool(JOBS)) {
            List<Future<PatchHunter.Result>> running = patches.stream()
                    .map(patch -> jobs.submit(() -> hunted(patch, work)))
                    .toList();
            for (Future<PatchHunter.Result> each : running) {
                PatchHunter.Result result = each.get();
                System.out.println(result.line());
                results.put(result.patch().name(), result);
            }
        }
        return results;
    }

    private static PatchHunter.Result hunted(Patch patch, Path work) throws IOException {
        long known = PatchKills.read().getOrDefault(patch.name(), 0L);
        try (PatchHunter hunter = new PatchHunter(patch, work, REFERENCE)) {
            if (known > 0) {
                PatchHunter.Result result = hunter.hunt(known, known);
                if (result.seed() > 0) {
                    return result;
                }
            }
            return hunter.hunt(1, SEEDS);
        }
    }
}
