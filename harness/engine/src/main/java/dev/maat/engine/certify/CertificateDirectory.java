package dev.maat.engine.certify;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.OutputFolder;
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
        List<Path> earlier = earlierResults(path);
        earlier.stream().filter(Files::isDirectory).forEach(RunDirectory::requireReplaceable);
        try {
            for (Path entry : earlier) {
                if (Files.isDirectory(entry)) {
                    RunDirectory.create(entry).remove();
                } else {
                    Files.delete(entry);
                }
            }
            Files.createDirectories(path);
            OutputFolder.mark(path);
        } catch (IOException | UncheckedIOException e) {
            throw OutputFolder.cannotWrite(path, e);
        }
        return new CertificateDirectory(path);
    }

    /**
     * Keeps others out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FolderLock.take(path, () -> earlierResults(path));
    }

    private static List<Path> earlierResults(Path path) {
        return OutputFolder.earlierResults(
                path, name -> FILES.contains(name) || RUN.matcher(name).matches(), "certification");
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
