package dev.maat.injectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs of this machine. They are looked for on the path, and in the {@code sbin} beside each {@code bin} there, because the
 * path of a user who is not root often lacks the folders of the administrator's programs.
 */
public final class Programs {
    private static final String DEFAULT_PATH = "/usr/bin:/bin";
    /** Where Go's own archive is unpacked, by its instructions. */
    private static final Path GO = Path.of("/usr/local/go/bin");

    private final List<Path> folders;

    private Programs(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The programs that this process finds. */
    public static Programs here() {
        return onPath(System.getenv("PATH"));
    }

    /** @param path folders separated by colons, as in {@code PATH}; null for those of a shell without one */
    public static Programs onPath(@Nullable String path) {
        List<Path> folders = new ArrayList<>();
        for (String folder : (path == null ? DEFAULT_PATH : path).split(":", -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        for (Path folder : List.copyOf(folders)) {
            if (folder.endsWith("bin")) {
                folders.add(folder.resolveSibling("sbin"));
                folders.add(GO);
            }
        }
        return new Programs(folders);
    }

    /** The programs of these folders and of no others. */
    public static Programs in(Path... folders) {
        return new Programs(List.of(folders));
    }

    /** The absolute path of the first program of that name; null if there is none. */
    public @Nullable Path find(String name) {
        for (Path folder : folders) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toAbsolutePath();
            }
        }
        return null;
    }

    /** Those of the names that no program here has. */
    public List<String> lacking(String... names) {
        return Stream.of(names).filter(name -> find(name) == null).toList();
    }

    /** The command with its program's absolute path, or as it is if the program is not found. */
    public List<String> resolve(List<String> command) {
        Path program = find(command.get(0));
        List<String> resolved = new ArrayList<>(command);
        if (program != null) {
            resolved.set(0, program.toString());
        }
        return resolved;
    }
}
