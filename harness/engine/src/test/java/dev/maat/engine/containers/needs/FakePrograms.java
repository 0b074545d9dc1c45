package dev.maat.engine.containers.needs;

import dev.maat.injectors.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Shell scripts in the place of a machine's programs. */
public record FakePrograms(Path folder) {
    public FakePrograms script(String name, String script) {
        try {
            Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Programs that do nothing, with success. */
    public FakePrograms with(String... names) {
        for (String name : names) {
            script(name, "exit 0");
        }
        return this;
    }

    public FakePrograms withoutAny(String... names) {
        try {
            for (String name : names) {
                Files.deleteIfExists(folder.resolve(name));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A machine with these programs and no others. */
    public Machine machine(Map<String, String> environment) {
        return new Machine(environment, Programs.in(folder));
    }
}
