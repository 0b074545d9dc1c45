package dev.maat.engine.cli;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.engine.cli.bench.BenchCheckersCommand;
import dev.maat.engine.cli.bench.BenchCommand;
import dev.maat.engine.cli.bench.BenchGroupCommand;
import dev.maat.engine.cli.bench.BenchHuntCommand;
import dev.maat.engine.cli.certify.CertifyCommand;
import dev.maat.engine.cli.certify.MatrixCommand;
import dev.maat.engine.cli.certify.VerifyCommand;
import dev.maat.engine.cli.check.CheckCommand;
import dev.maat.engine.cli.hunt.HuntCommand;
import dev.maat.engine.cli.run.RunCommand;
import dev.maat.engine.cli.shell.Completion;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.cli.shrink.ShrinkCommand;
import dev.maat.engine.cli.study.StudyCommand;
import dev.maat.engine.cli.study.StudyFeedbackCommand;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.TemporaryFolder;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.node.implementation.ImplementationException;
import dev.maat.scenario.ScenarioFileException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code maat} command. */
@Command(
        name = "maat",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Does a multicast keep its promises when nodes die in the middle of a view change?",
            "Maat runs an implementation, injects faults, and judges the history."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat run                           one seeded run of the reference in simulation",
            "  maat run --seed 7                  the same run every time",
            "  maat run --runs 200                200 seeds, one line each, totals at the end",
            "  maat hunt --seeds 1..10000         many seeds; what fails alike is shown once",
            "  maat run --deployment processes    on real processes of this machine",
            "  maat run --deployment containers   on real networks; needs a container engine",
            "  maat certify mine --profile atomic a certificate with its evidence, or a refusal with its proof",
            "  maat verify BUNDLE                 checks a certificate again, from the raw histories",
            "  maat check history/                judge any history, even of a system that Maat never ran",
            "  maat shrink runs/x                 the smallest scenario of a violation, and a JUnit test",
            "  maat study feedback                what acknowledgements cost a sender, up to 100,000 receivers",
            "  maat probe mine/manifest.json      whether a program of your own speaks the node protocol",
            "  maat doctor                        what this machine can do, and how to add the rest",
            "",
            "'maat help COMMAND' or 'maat COMMAND --help' shows the options of a command.",
            "",
            "Exit codes: 0 holds or not exercised, 1 violated, 2 unknown or inconclusive,",
            "  254 bad arguments or input, 255 the harness failed, 130 interrupted.",
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    Main() {}

    /** The entry point of the launcher. */
    public static void main(String[] arguments) {
        Completion completion = Completion.ofProcess();
        int code;
        try {
            code = execute(Surroundings.ofProcess(), arguments);
        } catch (Throwable error) {
            code = failed(Terminal.ofProcess(System.getenv()), error);
        }
        completion.exit(code);
    }

    /** Runs a command line within this JVM and returns its exit code. */
    static int execute(Surroundings surroundings, String... arguments) {
        Terminal terminal = surroundings.terminal();
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new HuntCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new ShrinkCommand(surroundings))
                .addSubcommand(new CertifyCommand(surroundings))
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new MatrixCommand(surroundings))
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new ProbeCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new CommandLine(new BenchCommand())
                        .addSubcommand(new BenchCheckersCommand(surroundings))
                        .addSubcommand(new BenchGroupCommand(surroundings))
                        .addSubcommand(new BenchHuntCommand(surroundings)))
                .addSubcommand(
                        new CommandLine(new StudyCommand()).addSubcommand(new StudyFeedbackCommand(surroundings)));
        boolean colour = terminal.outIsTerminal() && terminal.colour();
        PrintWriter help = terminal.ownText();
        line.setOut(help)
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(terminal.columns())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> badArguments(terminal, failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(terminal, failure));
        int code;
        try {
            code = line.execute(arguments);
        } catch (Throwable error) {
            // An uncaught error would end the JVM with 1, which means a violation.
            code = failed(terminal, error);
        }
        if (terminal.hasLostResults() | help.checkError()) {
            terminal.err()
                    .println("maat: the result could not be written to standard output, so the exit code would prove"
                            + " nothing; is the disk full, or has the reader of a pipe gone?");
            return ExitCode.HARNESS_FAILURE;
        }
        return code;
    }

    private static int badArguments(Terminal terminal, ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = terminal.err();
        err.println("maat: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("      '" + command.getCommandSpec().qualifiedName() + " --help' shows the usage.");
        return ExitCode.BAD_INPUT;
    }

    private static int failed(Terminal terminal, Throwable failure) {
        PrintWriter err = terminal.err();
        String message = Terminal.harmless(String.valueOf(failure.getMessage()));
        if (isBadInput(failure)) {
            err.println("maat: " + message);
            return ExitCode.BAD_INPUT;
        }
        String files = Failures.ofFiles(failure);
        if (failure instanceof HarnessException || files != null) {
            err.println("maat: the harness failed, which says nothing about the implementation: "
                    + (files == null ? message : Terminal.harmless(files)));
        } else {
            err.println("maat: the harness failed, which says nothing about the implementation:");
            failure.printStackTrace(err);
        }
        String temporary = TemporaryFolder.trouble();
        if (temporary != null) {
            err.println("maat: " + Terminal.harmless(temporary));
        }
        return ExitCode.HARNESS_FAILURE;
    }

    private static boolean isBadInput(Throwable failure) {
        return failure instanceof ArgumentException
                || failure instanceof ImplementationException
                || failure instanceof HistoryInputException
                || failure instanceof ScenarioFileException
                || failure instanceof InvalidPathException
                || failure instanceof UnsupportedFaultException;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing; choose run, hunt, check, shrink, certify, verify, matrix, list, probe, doctor, bench or"
                        + " study");
    }
}
