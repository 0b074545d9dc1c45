package dev.maat.engine.containers.needs;

import dev.maat.injectors.HostCommand;
import dev.maat.injectors.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** This machine as far as Maat uses it: environment variables, the user, and programs with their answers. */
public final class Machine {
    private static final long ANSWER_LIMIT_MILLIS = 15_000;
    private static final int MAX_ANSWER_CHARS = 64 * 1024;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Map<String, String> environment;
    private final Programs programs;

    public Machine(Map<String, String> environment, Programs programs) {
        this.environment = Map.copyOf(environment);
        this.programs = programs;
    }

    /** The machine as a process with these environment variables finds it. */
    public static Machine of(Map<String, String> environment) {
        return new Machine(environment, Programs.onPath(environment.get("PATH")));
    }

    /** The machine as this process finds it. */
    public static Machine here() {
        return of(System.getenv());
    }

    /** An environment variable; empty where it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    Programs programs() {
        return programs;
    }

    /** The first of these programs that is installed. */
    public Optional<Path> program(String... names) {
        for (String name : names) {
            Path found = programs.find(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** A program's output on both streams; empty if it fails or does not end in time. */
    public Optional<String> answer(Path program, String... arguments) {
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
