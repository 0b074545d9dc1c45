package dev.maat.engine.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that is read. {@link #open} bounds what it reads and accepts known names only; {@link #damage} says what does not fit the
 * index. Nothing of it is to be believed before that.
 */
public final class Bundle implements AutoCloseable {
    /** A zip without 64-bit extensions ends here too. */
    static final int MAX_ENTRIES = 65_000;

    static final long MAX_FILE_BYTES = 4L << 30;
    static final int MAX_ENTRY_BYTES = 512 << 20;
    private static final String WHOLE = "the file";

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final BundleIndex index;

    private Bundle(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        if (zip.size() > MAX_ENTRIES) {
            throw new BundleException(WHOLE, "it has more than " + MAX_ENTRIES + " entries");
        }
        // Another version may have other entries, and other keys in its index.
        requireVersion(zip);
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            accept(entry);
        }
        if (!has(EntryNames.INDEX)) {
            throw new BundleException(EntryNames.INDEX, "it is missing, so the file is no bundle");
        }
        this.index = BundleJson.read(EntryNames.INDEX, bytes(EntryNames.INDEX), BundleIndex.class);
    }

    private static void requireVersion(ZipFile zip) {
        ZipEntry entry = zip.getEntry(EntryNames.INDEX);
        if (entry == null) {
            // The other entries may tell more of what the file is.
            return;
        }
        requireStored(entry);
        BundleJson.Head head = BundleJson.head(EntryNames.INDEX, content(zip, entry));
        if (!head.format().equals(BundleIndex.FORMAT) || head.version() != BundleIndex.VERSION) {
            throw new BundleException(
                    EntryNames.INDEX,
                    "it is of format '" + head.format() + "' version " + head.version() + "; this Maat reads "
                            + BundleIndex.FORMAT + " version " + BundleIndex.VERSION
                            + ". The Maat that wrote a bundle reads it: its version is in plan.json");
        }
    }

    /**
     * Opens a bundle.
     *
     * @throws BundleException if the file is no bundle
     * @throws UncheckedIOException if it cannot be read
     */
    public static Bundle open(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new BundleException(WHOLE, "it is longer than a bundle, " + MAX_FILE_BYTES + " bytes");
            }
            ZipFile zip = openZip(file);
            try {
                return new Bundle(file, zip);
            } catch (RuntimeException | IOException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    private static ZipFile openZip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException damaged) {
            throw new BundleException(WHOLE, "it is cut off or damaged: " + damaged.getMessage());
        }
    }

    private void accept(ZipEntry entry) {
        String name = entry.getName();
        if (!EntryNames.isKnown(name)) {
            throw new BundleException(name, "a bundle has no entry of this name");
        }
        requireStored(entry);
        if (entries.put(name, entry) != null) {
            throw new BundleException(name, "it is there twice");
        }
    }

    private static void requireStored(ZipEntry entry) {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > MAX_ENTRY_BYTES || entry.getSize() < 0) {
            throw new BundleException(
                    entry.getName(), "entries are stored as they are, and have at most " + MAX_ENTRY_BYTES + " bytes");
        }
    }

    public BundleIndex index() {
        return index;
    }

    /** The names of all entries. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /**
     * The content of an entry.
     *
     * @throws BundleException if there is none, or its checksum is wrong
     */
    public byte[] bytes(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new BundleException(name, "it is missing");
        }
        return content(zip, entry);
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) {
        try (var in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(MAX_ENTRY_BYTES);
            if (content.length != entry.getSize()) {
                throw new BundleException(entry.getName(), "it is cut off");
            }
            return content;
        } catch (IOException damaged) {
            throw new BundleException(entry.getName(), "it cannot be read: " + damaged.getMessage());
        }
    }

    /**
     * The raw files of a run's history, by their names; empty if the bundle does not hold it.
     *
     * @throws BundleException if a log is damaged, or unpacked they are longer than any history of a run
     */
    public SortedMap<String, byte[]> history(int run) {
        SortedMap<String, byte[]> raw = new TreeMap<>();
        long bytes = 0;
        for (String name : entries.keySet()) {
            if (EntryNames.isLog(name) && EntryNames.run(name) == run) {
                byte[] log = PackedHistory.unpack(name, bytes(name));
                bytes += log.length;
                if (bytes > PackedHistory.MAX_BYTES) {
                    throw new BundleException(
                            name,
                            "unpacked, the logs of its run are longer than " + PackedHistory.MAX_BYTES + " bytes");
                }
                raw.put(EntryNames.file(name), log);
            }
        }
        return raw;
    }

    /** The logs of a run as they are packed, by the names of their files. */
    public SortedMap<String, byte[]> packedLogs(int run) {
        SortedMap<String, byte[]> packed = new TreeMap<>();
        for (String name : entries.keySet()) {
            if (EntryNames.isLog(name) && EntryNames.run(name) == run) {
                packed.put(EntryNames.file(name), bytes(name));
            }
        }
        return packed;
    }

    /** Everything that is not as the index says it, each as one sentence that begins with a name. Empty: the file is whole. */
    public List<String> damage() {
        List<String> found = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (BundleIndex.Entry entry : index.entries()) {
            if (!listed.add(entry.name())) {
                found.add(entry.name() + ": the index lists it twice");
            } else if (!has(entry.name())) {
                found.add(entry.name() + ": the index lists it, and the bundle lacks it");
            } else {
                compare(entry, found);
            }
        }
        for (String name : entries.keySet()) {
            if (!listed.contains(name) && !name.equals(EntryNames.INDEX) && !name.equals(EntryNames.SIGNATURE)) {
                found.add(name + ": the bundle has it, and the index does not list it");
            }
        }
        if (found.isEmpty()) {
            chain(found);
        }
        if (found.isEmpty() && !isCanonical()) {
            found.add(WHOLE + ": bytes between its entries, or their order, are not as Maat writes them");
        }
        return found;
    }

    private void compare(BundleIndex.Entry entry, List<String> found) {
        try {
            byte[] content = bytes(entry.name());
            if (content.length != entry.bytes() || !Digests.of(content).equals(entry.sha256())) {
                found.add(entry.name() + ": its content is not the one whose SHA-256 the index has");
            }
        } catch (BundleException damaged) {
            found.add(String.valueOf(damaged.getMessage()));
        }
    }

    /** Builds the chain again from the entries. */
    private void chain(List<String> found) {
        Map<Integer, List<BundleIndex.Entry>> byRun = new TreeMap<>();
        @Nullable String plan = null;
        for (BundleIndex.Entry entry : index.entries()) {
            int run = EntryNames.run(entry.name());
            if (run > 0) {
                byRun.computeIfAbsent(run, absent -> new ArrayList<>()).add(entry);
            } else if (entry.name().equals(EntryNames.PLAN)) {
                plan = entry.sha256();
            }
        }
        if (plan == null) {
            found.add(EntryNames.PLAN + ": it is missing");
            return;
        }
        List<Integer> runs = new ArrayList<>(byRun.keySet());
        if (runs.size() != index.chain().size()) {
            found.add("the chain: it has " + index.chain().size() + " links, and the bundle has " + runs.size()
                    + " runs");
            return;
        }
        String before = BundleIndex.firstLink(plan);
        for (int i = 0; i < runs.size(); i++) {
            BundleIndex.Link link = index.chain().get(i);
            int run = runs.get(i);
            before = BundleIndex.link(before, run, byRun.getOrDefault(run, List.of()), link.history());
            if (link.run() != run || !link.link().equals(before)) {
                found.add("the chain: its link " + (i + 1) + " is not the one of run " + run
                        + "; the runs, their order or their entries are not those that were recorded");
                return;
            }
        }
    }

    /** Whether the file is, to the byte, what Maat writes for these entries in the order of the index. */
    private boolean isCanonical() {
        MessageDigest written = Digests.sha256();
        try (BundleWriter again = BundleWriter.to(new DigestOutputStream(OutputStream.nullOutputStream(), written))) {
            index.entries().forEach(entry -> again.store(entry.name(), bytes(entry.name())));
            again.store(EntryNames.INDEX, bytes(EntryNames.INDEX));
            if (has(EntryNames.SIGNATURE)) {
                again.store(EntryNames.SIGNATURE, bytes(EntryNames.SIGNATURE));
            }
        }
        MessageDigest read = Digests.sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), read)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
        return MessageDigest.isEqual(read.digest(), written.digest());
    }

    /** How the signature stands against a key; null: no key was given. */
    public SignatureState signature(@Nullable VerifyingKey key) {
        if (!has(EntryNames.SIGNATURE)) {
            return key == null ? SignatureState.NONE : SignatureState.MISSING;
        }
        if (key == null) {
            return SignatureState.UNCHECKED;
        }
        BundleSignature signature =
                BundleJson.read(EntryNames.SIGNATURE, bytes(EntryNames.SIGNATURE), BundleSignature.class);
        return key.hasSigned(bytes(EntryNames.INDEX), signature) ? SignatureState.GOOD : SignatureState.BAD;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be closed", e);
        }
    }
}
