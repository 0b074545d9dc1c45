package dev.maat.engine.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** SHA-256 in hexadecimal, of the things that a bundle names. */
public final class Digests {
    /** Folders of an implementation hold some jars; more files than this are no such folder. */
    private static final int MAX_FILES = 100_000;

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String of(byte[] bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes);
        return hex(digest);
    }

    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Over the names, lengths and contents of a history's files, in the order of their names. */
    public static String ofHistory(SortedMap<String, byte[]> files) {
        MessageDigest digest = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            digest.update((file.getKey() + "\n" + file.getValue().length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(file.getValue());
        }
        return hex(digest);
    }

    /** Over the names and contents of all files in these places, folders in the order of their paths. */
    public static String ofPlaces(List<Path> places) {
        MessageDigest digest = sha256();
        try {
            for (Path place : places) {
                if (Files.isRegularFile(place)) {
                    add(digest, String.valueOf(place.getFileName()), place);
                    continue;
                }
                try (Stream<Path> walked = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
                    List<Path> files = walked.filter(Files::isRegularFile)
                            .limit(MAX_FILES + 1L)
                            .sorted()
                            .toList();
                    if (files.size() > MAX_FILES) {
                        throw new IOException(place + " has more than " + MAX_FILES + " files");
                    }
                    for (Path file : files) {
                        add(digest, place.relativize(file).toString().replace('\\', '/'), file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + places, e);
        }
        return hex(digest);
    }

    private static void add(MessageDigest digest, String name, Path file) throws IOException {
        MessageDigest content = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), content)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        digest.update((name + " " + hex(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
