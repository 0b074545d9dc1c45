package dev.maat.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The check before results are written into a folder: earlier results may be replaced, other files may not. Names prove nothing
 * (other programs write a {@code report.html} too), so a folder of results holds a mark.
 */
public final class OutputFolder {
    static final String MARK = ".maat-results";
    private static final String FIRST_WORDS = "Results of Maat.";
    private static final String MARK_TEXT =
            FIRST_WORDS + " A later run with the same --out replaces everything in this folder.\n";
    private static final long MAX_MARK_BYTES = 1_000;

    private OutputFolder() {}

    /** Marks a folder as Maat's; a link of that name is not followed. */
    public static void mark(Path folder) throws IOException {
        Files.writeString(
                folder.resolve(MARK),
                MARK_TEXT,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isMarked(Path folder) {
        Path mark = folder.resolve(MARK);
        try {
            return Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(mark) <= MAX_MARK_BYTES
                    && Files.readString(mark).startsWith(FIRST_WORDS);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Lists a folder, after a check that everything in it is an earlier result.
     *
     * @param isResult whether a name in the folder is that of a result, which may be replaced
     * @param writer the kind of result, for the message: "run", "campaign"
     * @return the results, in the order of their names; empty if there is no such folder yet
     * @throws ArgumentException if the path is a file, cannot be read, or holds anything else; the message says which
     */
    public static List<Path> earlierResults(Path folder, Predicate<String> isResult, String writer) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.filter(entry -> !isOwn(entry)).sorted().toList();
        } catch (NotDirectoryException e) {
            throw new ArgumentException(folder + " is a file; name a folder with --out", e);
        } catch (IOException | UncheckedIOException e) {
            throw cannotWrite(folder, e);
        }
        List<String> others = entries.stream()
                .map(entry -> entry.getFileName().toString())
                .filter(name -> !isResult.test(name))
                .toList();
        if (!others.isEmpty()) {
            throw new ArgumentException(folder + " holds files that no " + writer + " of Maat wrote (" + others.get(0)
                    + (others.size() > 1 ? " and " + (others.size() - 1) + " more" : "")
                    + ") and was not touched; name another folder with --out");
        }
        if (!entries.isEmpty() && !isMarked(folder)) {
            throw new ArgumentException(
                    folder + " holds files (" + entries.get(0).getFileName()
                            + (entries.size() > 1 ? " and " + (entries.size() - 1) + " more" : "")
                            + ") but not the mark of a " + writer + " of Maat (" + MARK
                            + "), and was not touched; remove it yourself if nobody needs it, or name another folder with --out");
        }
        return entries;
    }

    private static boolean isOwn(Path entry) {
        String name = entry.getFileName().toString();
        return (name.equals(MARK) || name.equals(FolderLock.FILE))
                && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
    }

    /** The exception for a folder that cannot be written. */
    public static ArgumentException cannotWrite(Path folder, Exception cause) {
        return new ArgumentException(
                "cannot write to " + folder + " (" + Failures.describe(cause) + "); name another folder with --out",
                cause);
    }
}
