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
            "accept",
            "unmeasured",
            "unwatched",
            "speechless",
            "wait",
            "memory",
            "unprintable",
            "null",
            "memberless",
            "interrupt",
            "thread",
            "hook",
            "root_thread",
            "brief_thread",
            "virtual_thread",
            "process",
            "stop",
            "borrow",
            "garble",
            "forge",
            "files",
            "truncate",
            "rewrite",
            "intrude",
            "close",
            "chatter",
            "testament",
            "descriptor",
            "unmade",
            "making_exit",
            "making_halt",
            "making_spin",
            "making_unprintable");

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

    private static final String LIVE_MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.engine.fake.FakeLiveProvider",
             "implementations": [
               {"name": "live", "version": "1", "deployments": ["containers"], "transports": ["tcp"],
                "claims": {"fifo": "membership"}}]}
            """;

    private FakeImplementation() {}

    /** Makes the folder of an implementation that owns its sockets. */
    public static Path liveIn(Path folder) throws IOException {
        return make(folder, LIVE_MANIFEST);
    }

    /** Makes the folder. */
    public static Path in(Path folder) throws IOException {
        return make(folder, MANIFEST);
    }

    private static Path make(Path folder, String manifest) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("manifest.json"), manifest);
        try (OutputStream file = Files.newOutputStream(folder.resolve("lib/fake.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (String name : List.of(
                    "FakeProvider",
                    "FakeProvider$Core",
                    "FakeLiveProvider",
                    "Hostility",
                    "Hostility$Unprintable",
                    "Hostility$BlockedStream",
                    "Hostility$OnPath")) {
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
