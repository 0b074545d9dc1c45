package dev.maat.suites;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packages classes of the test's class path as an implementation folder, whether or not their modules are packaged. */
public final class ImplementationJar {
    private ImplementationJar() {}

    /**
     * Makes an implementation folder.
     *
     * @param manifest its text
     * @param packages the packages whose classes the implementation is made of, each by one of its classes
     */
    public static Path folder(Path folder, String manifest, List<Class<?>> packages) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("manifest.json"), manifest);
        for (int i = 0; i < packages.size(); i++) {
            Path place = placeOf(packages.get(i));
            if (Files.isDirectory(place)) {
                String prefix = packages.get(i).getPackageName().replace('.', '/');
                pack(place, prefix, lib.resolve(i + ".jar"));
            } else {
                Files.copy(place, lib.resolve(i + ".jar"));
            }
        }
        return folder;
    }

    /** The jar or the folder of classes that a class comes from. */
    public static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pack(Path classes, String prefix, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> all = Files.walk(classes.resolve(prefix))) {
            all.filter(Files::isRegularFile).sorted().forEach(path -> {
                try {
                    jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                    Files.copy(path, jar);
                    jar.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
