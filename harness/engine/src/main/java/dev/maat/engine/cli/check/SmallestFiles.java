package dev.maat.engine.cli.check;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.engine.cli.judgement.WitnessPrinter;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Quantities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes the smallest history of each violation, to one file or into a folder. */
final class SmallestFiles {
    private static final long DEADLINE_NANOS = 30_000_000_000L;
    private static final String FILE_ENDING = ".jsonl";
    /** A key that only the headers of smallest histories have. */
    private static final String OWN_HEADER = "\"violates\":";

    private static final int MAX_HEADER_BYTES = 1 << 16;

    private final Terminal terminal;
    private final Path target;
    private final @Nullable PropertyId only;
    private final LongSupplier nanoTime;
    private int written;

    /** @param target a file if its name ends in .jsonl, otherwise a folder, which is made if necessary */
    SmallestFiles(Terminal terminal, Path target, @Nullable PropertyId only, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.target = target;
        this.only = only;
        this.nanoTime = nanoTime;
    }

    /** @param number the number of the history among several, from 1; 0 if it is the only one */
    void write(Checked.Judged judged, int number) throws IOException {
        List<PropertyResult> wanted = judged.judgement().properties().stream()
                .filter(result -> WitnessPrinter.wanted(result, only, judged.claimedIds()))
                .toList();
        if (isFile() && written + wanted.size() > 1) {
            throw new ArgumentException("several properties are violated, and --out " + target
                    + " is a single file; name a folder, or one property with --witness ID");
        }
        for (PropertyResult result : wanted) {
            write(judged.history(), result, (number == 0 ? "" : number + "-") + result.id() + FILE_ENDING);
        }
    }

    private boolean isFile() {
        return target.toString().endsWith(FILE_ENDING) && !Files.isDirectory(target);
    }

    /** A smallest history may be replaced by another; any other file, the one that was checked among them, is kept. */
    private static void requireOwn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(MAX_HEADER_BYTES);
        }
        String header =
                new String(begin, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (!header.contains(OWN_HEADER)) {
            throw new ArgumentException("--out would overwrite " + file
                    + ", which is not a smallest history that Maat wrote; name another file or folder, or remove it");
        }
    }

    private void write(History whole, PropertyResult result, String name) throws IOException {
        long deadline = nanoTime.getAsLong() + DEADLINE_NANOS;
        History smallest =
                Witnesses.smallest(whole, result, Witnesses.MAX_EVALUATIONS, () -> nanoTime.getAsLong() - deadline > 0);
        Path file = isFile() ? target : target.resolve(name);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        requireOwn(file);
        Files.writeString(file, HistoryWriter.text(smallest));
        written++;
        String insufficient = Witnesses.insufficient(smallest);
        terminal.err()
                .println(file + ": " + result.id() + " in " + smallest.eventCount() + " of "
                        + Quantities.count(whole.eventCount()) + " events"
                        + (insufficient.isEmpty() ? "" : "; " + insufficient));
    }
}
