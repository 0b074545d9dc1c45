package dev.maat.engine.cli.certify;

import dev.maat.engine.bundle.VerifyingKey;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.verify.Verification;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maat verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the bundle of a certificate again, offline, from the raw histories.",
            "It checks the digests, the chain and the signature, derives every verdict by two checkers that share",
            "no code, and the certificate from all that."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat verify bundle.maat-bundle.zip                  needs no implementation and no network",
            "  maat verify bundle.maat-bundle.zip --key pub.pem    signed by this key, and by no other",
            "  maat verify bundle.maat-bundle.zip --replay         draws every simulated run from its seed and makes it",
            "                                                      again; needs the builds that were certified",
            "  openssl pkey -in key.pem -pubout -out pub.pem       the public half of a key that signs",
            "",
            "Without a signature whoever made the file could have made up all of it; then it says only that the",
            "bundle agrees with itself.",
            "",
            "Exit codes: 0 everything is confirmed, 1 refused: something differs, and each difference is named,",
            "  2 something could not be confirmed, 254 there is no such file, 255 the harness failed.",
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final String INDENT = "    ";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "BUNDLE", description = "The file that 'maat certify' wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "PUB.pem",
            description = "The public key that must have signed it (openssl pkey -in KEY.pem -pubout -out PUB.pem).")
    private @Nullable Path key;

    @Option(
            names = "--replay",
            description =
                    "Draw all simulated runs from their seeds and make them again; needs the same builds of Maat and implementation.")
    private boolean replay;

    public VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new ArgumentException(file + ": there is no such file; name a bundle that 'maat certify' wrote");
        }
        VerifyingKey verifying = key == null ? null : VerifyingKey.read(key);
        Terminal terminal = surroundings.terminal();
        Verification.Result result;
        try (TerminalProgress progress = new TerminalProgress(terminal, System::nanoTime);
                SimulationReplayer replayer = new SimulationReplayer(surroundings, replay)) {
            progress.stage("judging the histories");
            result = new Verification(verifying, replayer, progress::at).verify(file);
        }
        print(result, terminal);
        return result.exitCode();
    }

    private static void print(Verification.Result result, Terminal terminal) {
        PrintWriter out = terminal.out();
        Certificate certificate = result.certificate();
        if (certificate != null) {
            out.println(
                    Terminal.harmless("it says: " + certificate.outcome() + ", " + certificate.implementation() + " "
                            + certificate.implementationVersion() + ", " + certificate.profile() + ", level "
                            + certificate.level() + ", master seed " + certificate.masterSeed()));
        }
        lines(out, result.confirmed());
        out.println();
        if (!result.refusals().isEmpty()) {
            out.println(terminal.styled(Style.BAD, "REFUSED"));
            lines(out, result.refusals());
        } else if (!result.open().isEmpty()) {
            out.println(terminal.styled(Style.DOUBTFUL, "NOT FULLY CONFIRMED"));
            lines(out, result.open());
        } else {
            out.println(terminal.styled(Style.GOOD, "CONFIRMED"));
        }
    }

    private static void lines(PrintWriter out, List<String> lines) {
        lines.forEach(line -> out.println(INDENT + Terminal.harmless(line)));
    }
}
