package dev.maat.engine.certify;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ResultsFolder;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder of a certification.
 *
 * <pre>
 * plan.json               written before the first run
 * certificate.json        the certificate, and
 * certificate.html        the same for a reader
 * bundle.maat-bundle.zip  all evidence, for a third party
 * run-N                   the folder of each run that was violated or unknown, up to a bound
 * </pre>
 */
public final class CertificateDirectory {
    /** The name of the bundle. */
    public static final String BUNDLE = "bundle.maat-bundle.zip";

    private static final String PLAN = "plan.json";
    private static final String CERTIFICATE = "certificate.json";
    private static final String PAGE = "certificate.html";
    private static final Pattern RUN = Pattern.compile("run-[0-9]+(-again)?");
    private static final List<String> FILES = List.of(PLAN, CERTIFICATE, PAGE, BUNDLE);

    private static final ResultsFolder FOLDER = new ResultsFolder(
            "certification", name -> FILES.contains(name) || RUN.matcher(name).matches());

    private final Path path;

    private CertificateDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or removes the results of an earlier certification from it.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public static CertificateDirectory create(Path path) {
        FOLDER.create(path);
        return new CertificateDirectory(path);
    }

    /**
     * Keeps others out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FOLDER.lock(path);
    }

    /** Writes one of the files of the folder. */
    void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    public Path path() {
        return path;
    }

    public Path plan() {
        return path.resolve(PLAN);
    }

    public Path certificate() {
        return path.resolve(CERTIFICATE);
    }

    public Path page() {
        return path.resolve(PAGE);
    }

    public Path bundle() {
        return path.resolve(BUNDLE);
    }

    RunDirectory run(int number) {
        return RunDirectory.create(path.resolve("run-" + number));
    }

    RunDirectory again(int number) {
        return RunDirectory.create(path.resolve("run-" + number + "-again"));
    }
}
