package dev.maat.engine.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packages {@link FakeProvider} as the implementation folder that the command expects. */
public final class FakeImplementation {
    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.engine.fake.FakeProvider",
             "implementations": [
               {"name": "fake", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                "claims": {"fifo": "membership"}},
               {"name": "fake:outsider", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                "claims": {"fifo": "membership"}},
               {"name": "fake:forgetful-of-seeds", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                "claims": {"fifo": "membership"}},
               {"name": "fake:grounded", "version": "1", "deployments": ["containers"], "transports": ["tcp"],
                "claims": {"total": "atomic"}}]}
            """;

    private FakeImplementation() {}

    /** Makes the folder. */
    public static Path in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("manifest.json"), MANIFEST);
        try (OutputStream file = Files.newOutputStream(folder.resolve("lib/fake.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (String name : List.of("FakeProvider", "FakeProvider$Core")) {
                String entry = "dev/maat/engine/fake/" + name + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (InputStream bytes =
                        FakeImplementation.class.getClassLoader().getResourceAsStream(entry)) {
                    bytes.transferTo(jar);
                }
            }
        }
        return folder;
    }
}
