package dev.maat.suites.patches;

import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The table of a seed that kills each patch; 0: none is known. {@link PatchHunt} writes it. */
final class PatchKills {
    private static final String FILE = "patch-kills.csv";
    private static final String HEAD =
            "# patch, a seed of ./maat run under which the property that the patch names catches it (0: none of the"
                    + " seeds that were hunted); a masked patch has no line";

    private PatchKills() {}

    static SequencedMap<String, Long> read() {
        SequencedMap<String, Long> seeds = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(
                    ImplementationJar.placeOf(PatchKills.class).resolve(FILE), StandardCharsets.UTF_8)) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(",");
                    seeds.put(parts[0], Long.parseLong(parts[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    /** Writes the table anew, into the sources. */
    static void write(Map<String, Long> seeds) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        seeds.forEach((patch, seed) -> lines.add(patch + "," + seed));
        Path sources = Path.of(System.getProperty("maat.root", "../..")).resolve("harness/suites/src/test/resources");
        Files.write(sources.resolve(FILE), lines, StandardCharsets.UTF_8);
    }
}
