package dev.maat.engine.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the launcher found.
 *
 * @param root the folder of this Maat
 * @param implementations implementation folders, in the order in which they are looked through
 * @param environment the process's environment variables
 */
record Surroundings(Terminal terminal, Path root, List<Path> implementations, Map<String, String> environment) {

    static Surroundings ofProcess() {
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
