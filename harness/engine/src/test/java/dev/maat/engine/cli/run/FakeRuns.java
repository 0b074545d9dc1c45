package dev.maat.engine.cli.run;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs of the fake implementation by the command, in a temporary folder: short ones without faults, where a test asks for no other. */
final class FakeRuns {
    private static final List<String> SHORT =
            List.of("run", "--nodes", "3", "--faults", "none", "--duration", "500ms", "--rate", "4");

    private final Path temp;
    private final Path folder;

    FakeRuns(Path temp) throws IOException {
        this.temp = temp;
        this.folder = FakeImplementation.in(temp.resolve("implementation"));
    }

    CommandRun run(String implementation, String... more) {
        List<String> arguments = new ArrayList<>(SHORT);
        arguments.addAll(List.of("--implementation", implementation));
        for (int i = 0; i < more.length; i++) {
            int given = arguments.indexOf(more[i]);
            if (given > 0 && SHORT.contains(more[i]) && more[i].startsWith("--")) {
                arguments.set(given + 1, more[++i]);
            } else {
                arguments.add(more[i]);
            }
        }
        return command(arguments.toArray(new String[0]));
    }

    CommandRun command(String... arguments) {
        return CommandRun.of(List.of(folder), arguments);
    }

    String at(String name) {
        return temp.resolve(name).toString();
    }
}
