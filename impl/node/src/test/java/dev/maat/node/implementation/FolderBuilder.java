package dev.maat.node.implementation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles a provider from source into an implementation folder, as another project would. */
public final class FolderBuilder {
    private FolderBuilder() {}

    public static Path build(Path folder, String manifest, String className, String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path file = Files.writeString(
                sources.resolve(className.substring(className.lastIndexOf('.') + 1) + ".java"), source);
        int rc = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        if (rc != 0) {
            throw new IllegalStateException("the test's provider does not compile");
        }
        Path lib = Files.createDirectories(folder.resolve("lib"));
        try (OutputStream out = Files.newOutputStream(lib.resolve("provider.jar"));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path path : compiled.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, jar);
                jar.closeEntry();
            }
        }
        return manifest(folder, manifest);
    }

    public static Path manifest(Path folder, String manifest) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("manifest.json"), manifest);
        return folder;
    }

    public static String manifestOf(String provider, List<String> names) {
        StringBuilder offers = new StringBuilder();
        for (String name : names) {
            offers.append(offers.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(name)
                    .append(
                            "\",\"version\":\"1\",\"deployments\":[\"containers\"],\"transports\":[\"udp\",\"multicast\",\"tcp\"],")
                    .append("\"claims\":{\"fifo\":\"reliable\"}}");
        }
        return "{\"format\":\"maat-implementation\",\"version\":1,\"provider\":\"" + provider
                + "\",\"implementations\":[" + offers + "]}";
    }
}
