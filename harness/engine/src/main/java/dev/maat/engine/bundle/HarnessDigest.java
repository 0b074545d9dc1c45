package dev.maat.engine.bundle;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells builds of this harness apart. */
public final class HarnessDigest {
    private HarnessDigest() {}

    /** SHA-256 over the class path of this harness. */
    public static String hex() {
        return OfClassPath.HEX;
    }

    /** Computed once: a class path has many megabytes. */
    private static final class OfClassPath {
        static final String HEX = Digests.ofPlaces(
                Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                        .filter(place -> !place.isEmpty())
                        .map(Path::of)
                        .filter(Files::exists)
                        .toList());
    }
}
