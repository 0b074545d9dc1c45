package dev.maat.engine.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program as the first process of a session, and so of a process group, of its own. A signal to the group reaches the
 * processes that the program has started, also when the program itself has ended. A system without {@code setsid} has no such group.
 */
final class OwnSession {
    private static final String SETSID = "setsid";

    /** Whether programs start in sessions of their own here. */
    static final boolean IS_POSSIBLE = isOnPath();

    private OwnSession() {}

    /** The process keeps its number: {@code setsid} becomes the program. */
    static List<String> of(List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (IS_POSSIBLE) {
            all.addFirst(SETSID);
        }
        return all;
    }

    private static boolean isOnPath() {
        String folders = System.getenv("PATH");
        if (folders == null) {
            return false;
        }
        for (String folder : folders.split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, SETSID))) {
                return true;
            }
        }
        return false;
    }
}
