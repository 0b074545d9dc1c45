package dev.maat.engine.bundle;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The raw files of one history, each packed by itself.
 *
 * @param packed by the name of the file, such as {@code n1.0.jsonl}
 * @param rawBytes the sum of the files
 * @param sha256 as {@link Digests#ofHistory}
 */
public record PackedHistory(SortedMap<String, byte[]> packed, long rawBytes, String sha256) {
    /** The longest log that is packed or unpacked. A log of a run has a few megabytes. */
    public static final int MAX_LOG_BYTES = 256 << 20;

    /** No file at all. */
    public static final PackedHistory NONE = new PackedHistory(new TreeMap<>(), 0, Digests.ofHistory(new TreeMap<>()));

    /** The longest history of a run, unpacked. */
    static final long MAX_BYTES = 512L << 20;

    private static final int LEVEL = 9;

    public PackedHistory {
        packed = Collections.unmodifiableSortedMap(new TreeMap<>(packed));
    }

    /**
     * Packs the files of a folder.
     *
     * @param keep whether the packed files are wanted; if not, {@link #packed} is empty
     */
    public static PackedHistory of(Path folder, boolean keep) {
        SortedMap<String, byte[]> raw = files(folder);
        SortedMap<String, byte[]> packed = new TreeMap<>();
        long bytes = 0;
        for (var file : raw.entrySet()) {
            bytes += file.getValue().length;
            if (keep) {
                packed.put(file.getKey(), Zstd.compress(file.getValue(), LEVEL));
            }
        }
        return new PackedHistory(packed, bytes, Digests.ofHistory(raw));
    }

    /** The files of a history's folder by their names. */
    public static SortedMap<String, byte[]> files(Path folder) {
        SortedMap<String, byte[]> raw = new TreeMap<>();
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                bytes += Files.size(file);
                if (Files.size(file) > MAX_LOG_BYTES || bytes > MAX_BYTES) {
                    throw new IOException(file + " is longer than a bundle takes, " + MAX_LOG_BYTES
                            + " bytes of a log and " + MAX_BYTES + " of a history");
                }
                if (!EntryNames.isKnown(EntryNames.log(1, name))) {
                    throw new IOException(file + ": a bundle takes no log of this name");
                }
                raw.put(name, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the history in " + folder, e);
        }
        return raw;
    }

    /**
     * Unpacks one file.
     *
     * @throws BundleException if it is damaged, or longer than {@link #MAX_LOG_BYTES}
     */
    static byte[] unpack(String name, byte[] packed) {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            byte[] raw = in.readNBytes(MAX_LOG_BYTES + 1);
            if (raw.length > MAX_LOG_BYTES) {
                throw new BundleException(name, "unpacked it is longer than " + MAX_LOG_BYTES + " bytes");
            }
            return raw;
        } catch (IOException damaged) {
            throw new BundleException(name, "it cannot be unpacked: " + damaged.getMessage());
        }
    }
}
