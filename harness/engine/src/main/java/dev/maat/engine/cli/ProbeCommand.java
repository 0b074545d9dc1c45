package dev.maat.engine.cli;

import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.probe.NodeProbe;
import dev.maat.engine.probe.Step;
import dev.maat.engine.processes.ProcessDeployment;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maat probe}. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Walks the node protocol with an implementation of your own, step by step, on two processes.",
            "The first step that goes wrong is shown with what was seen and what would be right."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat probe mine/manifest.json",
            "  maat probe impl/examples/python",
            "",
            "impl/node/NODE-PROTOCOL.md describes the protocol.",
            "",
            "Exit codes: 0 every step was right, 254 one was not, or the manifest is wrong, 255 the probe failed.",
        })
final class ProbeCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 34;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "MANIFEST", description = "A manifest.json, or the folder that holds it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path manifest;

    @Option(
            names = "--implementation",
            paramLabel = "NAME",
            description = "Which of the manifest's implementations. Default: the first.")
    private @Nullable String name;

    ProbeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder =
                Files.isRegularFile(manifest) ? manifest.resolveSibling("").toAbsolutePath() : manifest;
        Implementations offered = Implementations.scan(folder);
        Implementation implementation = name == null ? offered.all().iterator().next() : offered.find(name);
        requireProcesses(implementation);
        String obstacle = ProcessDeployment.obstacle();
        if (!obstacle.isEmpty()) {
            throw new ArgumentException(obstacle);
        }
        PrintWriter out = surroundings.terminal().out();
        out.println(implementation.name() + " " + implementation.version() + ", processes over "
                + NodeProbe.transport(implementation));
        boolean isRight = NodeProbe.probe(implementation, step -> print(step, out));
        out.println(
                isRight
                        ? "it speaks the protocol; './maat run' puts it under test"
                        : "the steps behind this one need it; impl/node/NODE-PROTOCOL.md describes all of them");
        return isRight ? ExitCode.HOLDS : ExitCode.BAD_INPUT;
    }

    private static void requireProcesses(Implementation implementation) {
        if (!implementation.deployments().contains("processes")) {
            throw new ArgumentException("the probe runs processes, and implementation " + implementation.name()
                    + " is for " + implementation.deployments()
                    + "; name \"processes\" among the manifest's deployments");
        }
        if (NodeProbe.transport(implementation).isEmpty()) {
            throw new ArgumentException(
                    "the probe runs processes over udp or tcp, and implementation "
                            + implementation.name() + " offers " + implementation.transports()
                            + "; name \"udp\" or \"tcp\" among the manifest's transports: processes of one machine have no IP multicast");
        }
    }

    private static void print(Step step, PrintWriter out) {
        String padded = String.format("%-" + NAME_WIDTH + "s", step.name());
        out.println((step.ok() ? "✓ " : "✗ ") + padded + Terminal.harmless(oneLine(step.found())));
        if (!step.ok()) {
            out.println("  " + String.format("%-" + NAME_WIDTH + "s", "right would be:") + step.right());
        }
        out.flush();
    }

    /** A program's last words may be the many lines of a trace. */
    private static String oneLine(String words) {
        return words.strip().replaceAll("\\s+", " ");
    }
}
