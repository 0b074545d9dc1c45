package dev.maat.engine.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The entry {@code bundle.json}: every other entry but the signature, in the order of the file, and the chain of runs.
 *
 * @param format {@link #FORMAT}
 * @param version {@link #VERSION}
 */
public record BundleIndex(String format, int version, List<Entry> entries, List<Link> chain) {
    public static final String FORMAT = "maat-bundle";
    /** Raised whenever a document of a bundle gains, loses or changes a key: a verifier compares them to the byte. */
    public static final int VERSION = 3;

    public BundleIndex {
        entries = List.copyOf(entries);
        chain = List.copyOf(chain);
    }

    /**
     * One entry.
     *
     * @param sha256 of its content as it is in the file
     */
    public record Entry(String name, long bytes, String sha256) {}

    /**
     * One run.
     *
     * @param run its number, from 1
     * @param history {@link Digests#ofHistory} of its raw history, whether the bundle holds that history or not
     * @param link SHA-256 over the link before, over the names and digests of the run's entries, and over {@code history}
     */
    public record Link(int run, String history, String link) {}

    /** The link before the first run: the plan comes before all of them. */
    static String firstLink(String planSha256) {
        return Digests.of("plan " + planSha256 + "\n");
    }

    /** The link of a run whose entries are these, in the order of the file. */
    static String link(String before, int run, List<Entry> entries, String history) {
        MessageDigest digest = Digests.sha256();
        StringBuilder text =
                new StringBuilder(before).append("\nrun ").append(run).append('\n');
        entries.forEach(entry ->
                text.append(entry.name).append(' ').append(entry.sha256).append('\n'));
        text.append("history ").append(history).append('\n');
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Digests.hex(digest);
    }
}
