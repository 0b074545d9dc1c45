package dev.maat.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The places of run directories. */
final class Results {
    /** Names the folder of all results. */
    static final String PROPERTY = "maat.results";

    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final int MAX_NAME_CHARS = 100;

    private Results() {}

    /** The folder that the build tool cleans; of a build that is neither Maven's nor Gradle's, {@code target} too. */
    static Path root() {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        boolean gradle = !Files.exists(Path.of("pom.xml"))
                && (Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts")));
        return Path.of(gradle ? "build" : "target", "maat").toAbsolutePath();
    }

    /** A folder below the root; each part may be any text. */
    static Path of(String... parts) {
        Path path = root();
        for (String part : parts) {
            String name = UNFIT.matcher(part).replaceAll("_");
            String shorter = name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
            path = path.resolve(shorter.startsWith(".") || shorter.isEmpty() ? "_" + shorter : shorter);
        }
        return path;
    }
}
