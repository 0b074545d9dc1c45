package dev.maat.engine.cli.shell;

import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.ArgumentException;
import dev.maat.node.implementation.Implementations;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The findings of the launcher.
 *
 * @param root the folder of this Maat
 * @param implementations implementation folders, in the order in which they are searched
 * @param environment the environment variables
 */
public record Surroundings(Terminal terminal, Path root, List<Path> implementations, Map<String, String> environment) {

    /**
     * Reads the manifests.
     *
     * @throws dev.maat.node.implementation.ImplementationException if a manifest is wrong
     */
    public Implementations findImplementations() {
        if (implementations.isEmpty()) {
            throw new ArgumentException(
                    "no implementation was found: none is built below " + root.resolve("impl")
                            + ", and MAAT_IMPLEMENTATIONS names none; start Maat with its launcher, or set MAAT_IMPLEMENTATIONS");
        }
        return Implementations.scan(implementations.toArray(new Path[0]));
    }

    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getProperty("maat.implementations", "").split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        return new Surroundings(
                Terminal.ofProcess(environment),
                Path.of(System.getProperty("maat.root", ".")),
                List.copyOf(folders),
                environment);
    }
}
