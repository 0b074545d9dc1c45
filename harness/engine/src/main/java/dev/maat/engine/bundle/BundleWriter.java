package dev.maat.engine.bundle;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle entry by entry, as it grows. Entries are stored, never deflated (histories are packed already), and have one fixed
 * time: the same entries in the same order are the same bytes.
 */
public final class BundleWriter implements AutoCloseable {
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** The entries that end a bundle: the witnesses, the certificate, the index and others; and those of one run more. */
    private static final int MAX_LAST_ENTRIES = 200;

    private static final long MAX_LAST_BYTES = 64L << 20;
    /** A history has the harness's log and those of some processes. */
    private static final int MIN_LOGS = 4;
    /** Of an entry: its header, and its line in the directory at the end. */
    private static final int ENTRY_OVERHEAD_BYTES = 200;

    private final ZipOutputStream zip;
    private final List<BundleIndex.Entry> entries = new ArrayList<>();
    private final List<BundleIndex.Link> chain = new ArrayList<>();
    private @Nullable String lastLink;
    private long bytes;

    private BundleWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** Begins a bundle; a file of that name is replaced. */
    public static BundleWriter create(Path file) {
        try {
            // Not over a channel, which an interrupt of the certification would close.
            return new BundleWriter(new BufferedOutputStream(new FileOutputStream(file.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    /** Writes the same form to another place; for a comparison. */
    static BundleWriter to(OutputStream out) {
        return new BundleWriter(out);
    }

    /** Adds the plan, which comes first. */
    public void plan(byte[] plan) {
        add(EntryNames.PLAN, plan);
        lastLink = BundleIndex.firstLink(entries.getLast().sha256());
    }

    /** Adds a run: its scenario, its record, and its logs as far as they are kept. */
    public void run(int run, byte[] scenario, byte[] record, PackedHistory history) {
        int from = entries.size();
        add(EntryNames.scenario(run), scenario);
        add(EntryNames.record(run), record);
        for (Map.Entry<String, byte[]> log : history.packed().entrySet()) {
            add(EntryNames.log(run, log.getKey()), log.getValue());
        }
        String before = Objects.requireNonNull(lastLink, "the plan comes before the runs");
        lastLink = BundleIndex.link(before, run, entries.subList(from, entries.size()), history.sha256());
        chain.add(new BundleIndex.Link(run, history.sha256(), lastLink));
    }

    /** Whether a run still fits, with room for the entries that end a bundle. */
    public boolean hasRoomFor(PackedHistory history) {
        long more =
                history.packed().values().stream().mapToLong(log -> log.length).sum();
        return entries.size() + history.packed().size() + MAX_LAST_ENTRIES <= Bundle.MAX_ENTRIES
                && bytes + more + MAX_LAST_BYTES <= Bundle.MAX_FILE_BYTES;
    }

    /** Whether so many runs may fit, of which so many keep their logs. */
    public static boolean mayHold(int runs, int kept) {
        return 2L * runs + (long) MIN_LOGS * kept + MAX_LAST_ENTRIES <= Bundle.MAX_ENTRIES;
    }

    /** Adds another entry. */
    public void add(String name, byte[] content) {
        store(name, content);
        entries.add(new BundleIndex.Entry(name, content.length, Digests.of(content)));
    }

    /** Adds the index, and the signature over it if there is a key. */
    public void finish(@Nullable SigningKey key) {
        byte[] index = BundleJson.document(new BundleIndex(BundleIndex.FORMAT, BundleIndex.VERSION, entries, chain));
        store(EntryNames.INDEX, index);
        if (key != null) {
            store(EntryNames.SIGNATURE, BundleJson.document(key.sign(index)));
        }
    }

    void store(String name, byte[] content) {
        if (content.length > Bundle.MAX_ENTRY_BYTES) {
            throw new BundleException(name, "it is longer than an entry, " + Bundle.MAX_ENTRY_BYTES + " bytes");
        }
        bytes += content.length + 2L * name.length() + ENTRY_OVERHEAD_BYTES;
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(FIXED_TIME);
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle cannot be written", e);
        }
    }
}
