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
    /** The names after {@code fake:hostile-}. */
    public static final List<String> HOSTILITIES = List.of(
            "exit",
            "halt",
            "spin",
            "wait",
            "memory",
            "unprintable",
            "null",
            "memberless",
            "interrupt",
            "thread",
            "hook",
            "close",
            "chatter",
            "testament",
            "descriptor",
            "unmade");

    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.engine.fake.FakeProvider",
             "implementations": [
               {"name": "fake", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                "claims": {"fifo": "membership"}},
               {"name": "fake:outsider", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                "claims": {"fifo": "membership"}},
               {"name": "fake:forgetful-of-seeds", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                "claims": {"fifo": "membership"}},
               HOSTILE
               {"name": "fake:grounded", "version": "1", "deployments": ["containers"], "transports": ["tcp"],
                "claims": {"total": "atomic"}}]}
            """.replace("HOSTILE", hostile());

    private static String hostile() {
        StringBuilder entries = new StringBuilder();
        for (String what : HOSTILITIES) {
            entries.append("{\"name\": \"fake:hostile-").append(what).append("""
                    ", "version": "1", "deployments": ["simulation"], "transports": ["udp"], "claims": {"fifo": "membership"}},
                    """);
        }
        return entries.toString();
    }

    private FakeImplementation() {}

    /** Makes the folder. */
    public static Path in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("manifest.json"), MANIFEST);
        try (OutputStream file = Files.newOutputStream(folder.resolve("lib/fake.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (String name : List.of("FakeProvider", "FakeProvider$Core", "Hostility", "Hostility$Unprintable")) {
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
