package dev.maat.engine.certify.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.PlanDifference;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ResultsFolder;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a certification.
 *
 * <pre>
 * plan.json               written before the first run
 * certificate.json        the certificate, and
 * certificate.html        the same for a reader
 * bundle.maat-bundle.zip  all evidence, for a third party
 * finished-N.zip          each finished run, until the certification ends: one that is interrupted goes on from them
 * finished.sha256         the digests of these files, so that a run that was finished is not made a second time
 * run-N                   the folder of each run that was violated or unknown, up to a bound
 * run-N-alone             the same of a run that was made again alone; beside it, run-N is what it came to beside others
 * </pre>
 *
 * The results of an interrupted certification stay until those of the resumed one replace them.
 */
public final class CertificateDirectory {
    /** The name of the bundle. */
    public static final String BUNDLE = "bundle.maat-bundle.zip";

    private static final String PLAN = "plan.json";
    private static final String CERTIFICATE = "certificate.json";
    private static final String PAGE = "certificate.html";
    private static final Pattern RUN = Pattern.compile("run-[0-9]+(-again|-alone)?");
    private static final Pattern FINISHED = Pattern.compile("finished-([0-9]{6})\\.zip");
    /** Ends the name of a file that is being written. */
    private static final String PART = ".part";

    private static final String JOURNAL = "finished.sha256";
    private static final List<String> FILES = List.of(PLAN, CERTIFICATE, PAGE, BUNDLE, JOURNAL);

    private static final ResultsFolder FOLDER = new ResultsFolder(
            "certification",
            name -> RUN.matcher(name).matches()
                    || isFile(name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name));

    private final Path path;

    private static boolean isFile(String name) {
        return FILES.contains(name) || FINISHED.matcher(name).matches();
    }

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
     * Opens the folder for a plan: that of an interrupted certification of the same plan with its finished runs, any other as {@link
     * #create} does.
     *
     * @throws ArgumentException if the finished runs there are of another plan; the message says where it differs
     */
    public static CertificateDirectory open(Path path, Plan plan) {
        CertificateDirectory directory = new CertificateDirectory(path);
        if (!directory.isInterrupted()) {
            return create(path);
        }
        directory.requirePlan(plan);
        FOLDER.create(path, CertificateDirectory::isFile);
        return directory;
    }

    /**
     * The master seed of a certification that was interrupted in a folder; null if none was.
     *
     * @throws ArgumentException if its plan cannot be read
     */
    public static @Nullable Long interruptedSeed(Path path) {
        CertificateDirectory directory = new CertificateDirectory(path);
        return directory.isInterrupted()
                ? directory.interruptedPlan().path("masterSeed").longValue()
                : null;
    }

    /** Whether a certification was interrupted here. One whose finished runs were removed is still known by its journal. */
    private boolean isInterrupted() {
        return !finished().isEmpty() || !journal().digests().isEmpty();
    }

    FinishedJournal journal() {
        return new FinishedJournal(path.resolve(JOURNAL));
    }

    private void requirePlan(Plan plan) {
        String difference = PlanDifference.between(interruptedPlan(), BundleJson.document(plan));
        if (!difference.isEmpty()) {
            throw new ArgumentException(path + " holds an interrupted certification of another plan (" + difference
                    + "), which goes on with its own plan alone; give the options that it had, or name another folder"
                    + " with --out, or remove this one");
        }
    }

    private JsonNode interruptedPlan() {
        try {
            return PlanDifference.read(Files.readAllBytes(plan()));
        } catch (IOException e) {
            throw new ArgumentException(
                    plan() + ": the plan of the certification that was interrupted there cannot be read ("
                            + Failures.describe(e) + "); name another folder with --out, or remove this one",
                    e);
        }
    }

    /** The files of finished runs, by the numbers of the runs. */
    SortedMap<Integer, Path> finished() {
        SortedMap<Integer, Path> finished = new TreeMap<>();
        if (!Files.isDirectory(path)) {
            return finished;
        }
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(file -> {
                Matcher name = FINISHED.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    finished.put(Integer.valueOf(name.group(1)), file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
        return finished;
    }

    /** How many runs an interrupted certification has left finished. */
    public int finishedRuns() {
        return finished().size();
    }

    Path finished(int run) {
        return path.resolve(String.format(Locale.ROOT, "finished-%06d.zip", run));
    }

    /**
     * Keeps others out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FOLDER.lock(path);
    }

    /** Writes the plan, unless the folder was opened with it: finished runs are never without their plan. */
    public void writePlan(byte[] text) {
        if (!isInterrupted()) {
            write(plan(), text);
        }
    }

    /** Writes one of the files of the folder; until it is whole, what was there before stays. */
    public void write(Path file, byte[] content) {
        try {
            Files.write(part(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
        complete(file);
    }

    /** The place in which a file is written. */
    public static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /** Puts a file that was written in its place. */
    public static void complete(Path file) {
        try {
            Files.move(part(file), file, StandardCopyOption.ATOMIC_MOVE);
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

    /** The folder of a run that has none. */
    RunDirectory absent(int number) {
        return RunDirectory.existing(path.resolve("run-" + number));
    }

    RunDirectory alone(int number) {
        return RunDirectory.create(path.resolve("run-" + number + "-alone"));
    }

    RunDirectory again(int number) {
        return RunDirectory.create(path.resolve("run-" + number + "-again"));
    }
}
