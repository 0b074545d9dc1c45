package dev.maat.engine.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The folder of an implementation, and what its jars name as their class path: a loader takes classes from there as well. */
public final class CodePlaces {
    private static final int MAX_PLACES = 10_000;

    private CodePlaces() {}

    /** The folder first, then what its jars and those that they name refer to outside of it, in the order of a loader. */
    public static List<Path> of(Path folder) {
        Set<Path> places = new LinkedHashSet<>(List.of(folder.toAbsolutePath().normalize()));
        List<Path> jars = new ArrayList<>(jarsOf(folder.resolve("lib")));
        for (int i = 0; i < jars.size() && jars.size() < MAX_PLACES; i++) {
            for (Path place : classPath(jars.get(i))) {
                if (Files.exists(place) && places.add(place) && Files.isRegularFile(place)) {
                    jars.add(place);
                }
            }
        }
        return List.copyOf(places);
    }

    private static List<Path> jarsOf(Path lib) {
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + lib, e);
        }
    }

    /** The class path in the manifest of a jar; empty where the file is no jar. */
    private static List<Path> classPath(Path jar) {
        List<Path> places = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String one : named == null ? new String[0] : named.strip().split(" +", -1)) {
                URI place = jar.toUri().resolve(one);
                if ("file".equals(place.getScheme())) {
                    places.add(Path.of(place).normalize());
                }
            }
        } catch (IOException | IllegalArgumentException noJar) {
            return places;
        }
        return places;
    }
}
