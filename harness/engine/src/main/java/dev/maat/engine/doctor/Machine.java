package dev.maat.engine.doctor;

import dev.maat.injectors.HostCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machine as the doctor sees it: environment variables, programs on the path and their answers. */
final class Machine {
    private static final long ANSWER_LIMIT_MILLIS = 15_000;
    private static final int MAX_ANSWER_CHARS = 64 * 1024;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Map<String, String> environment;

    Machine(Map<String, String> environment) {
        this.environment = environment;
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The first of these programs that is on the path, or in a folder where systems keep programs for root. */
    Optional<Path> program(String... names) {
        List<String> folders = new ArrayList<>(List.of(variable("PATH").split(File.pathSeparator)));
        folders.addAll(List.of("/usr/sbin", "/sbin", "/usr/local/go/bin"));
        for (String name : names) {
            for (String folder : folders) {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                    return Optional.of(Path.of(folder, name));
                }
            }
        }
        return Optional.empty();
    }

    /** A program's output on both streams; empty if it fails or does not end in time. */
    Optional<String> answer(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        HostCommand.Outcome outcome = HostCommand.run(ANSWER_LIMIT_MILLIS, command);
        return outcome.succeeded() && outcome.output().length() <= MAX_ANSWER_CHARS
                ? Optional.of(COLOURS.matcher(outcome.output()).replaceAll("").strip())
                : Optional.empty();
    }

    /** Whether this process runs as root. */
    boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
