package dev.maat.engine.cli.certify;

import dev.maat.engine.bundle.VerifyingKey;
import dev.maat.engine.certify.pages.CertificateMatrix;
import dev.maat.engine.certify.verify.Replayer;
import dev.maat.engine.certify.verify.Verification;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maat matrix}. */
@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = "Puts certificates side by side: implementations, properties and faults on one page.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat matrix certificates/*/bundle.maat-bundle.zip --out matrix.html",
            "  maat matrix a.maat-bundle.zip b.maat-bundle.zip --verified --out matrix.html",
            "                                 judges every history again before it believes a bundle",
            "  maat matrix a.maat-bundle.zip --key pub.pem --out matrix.html",
            "                                 takes only what this key has signed",
            "",
            "Each bundle is checked for damage. Without --verified its verdicts are taken as it tells them, and",
            "the page says so.",
            "",
            "Exit codes: 0 written, 1 a bundle is damaged or, with --verified, refused (no page is written),",
            "  254 bad arguments, 255 the harness failed.",
        })
public final class MatrixCommand implements Callable<Integer> {
    private static final int MAX_BUNDLES = 500;

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "BUNDLE", description = "Files that 'maat certify' wrote.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The page, whose name ends in .html.")
    private Path out = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "PUB.pem",
            description = "The public key that must have signed every bundle; without it no signature is checked.")
    private @Nullable Path key;

    @Option(names = "--verified", description = "Verify each bundle first, as 'maat verify' does.")
    private boolean verified;

    public MatrixCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (files.size() > MAX_BUNDLES) {
            throw new ArgumentException("a page takes at most " + MAX_BUNDLES + " bundles, not " + files.size());
        }
        if (!out.toString().endsWith(".html")) {
            throw new ArgumentException(
                    "--out: " + out + " does not end in .html; name a page, as in --out matrix.html");
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new ArgumentException(file + ": there is no such file; name a bundle that 'maat certify' wrote");
            }
        }
        List<CertificateMatrix.Column> columns = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        VerifyingKey verifying = key == null ? null : VerifyingKey.read(key);
        try (TerminalProgress progress = new TerminalProgress(surroundings.terminal(), System::nanoTime)) {
            for (Path file : files) {
                progress.stage("reading " + file);
                read(file, verifying, columns, refusals);
            }
        }
        if (!refusals.isEmpty()) {
            refusals.forEach(line -> surroundings.terminal().err().println("maat: " + line));
            return ExitCode.VIOLATED;
        }
        try {
            CertificateMatrix.page(columns, verified).write(out);
        } catch (IOException e) {
            throw new ArgumentException(
                    "cannot write " + out + " (" + Failures.describe(e) + "); name another file with --out", e);
        }
        surroundings.terminal().out().println("page     " + out);
        return ExitCode.HOLDS;
    }

    private void read(
            Path file,
            @Nullable VerifyingKey verifying,
            List<CertificateMatrix.Column> columns,
            List<String> refusals) {
        if (verified) {
            Verification.Result result = new Verification(verifying, Replayer.NONE, (done, of) -> {}).verify(file);
            result.refusals().forEach(why -> refusals.add(file + ": " + why));
            if (result.certificate() != null) {
                columns.add(new CertificateMatrix.Column(
                        String.valueOf(file.getFileName()), result.certificate(), result.signature(), result.open()));
            }
            return;
        }
        CertificateMatrix.read(file, verifying, refusals).ifPresent(columns::add);
    }
}
