package dev.maat.engine.cli.hunt;

import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Tells builds of an implementation apart that bear one version: a hunt that goes on, and shards that are added up, are of one build. It is
 * made of the contents of the jars and not of their bytes, which hold the time at which they were packed.
 */
final class BuildDigest {
    private static final int DIGITS = 16;
    private static final int MAX_FILES = 10_000;

    private BuildDigest() {}

    static String of(Implementation implementation) {
        MessageDigest digest = sha256();
        Path folder = implementation.folder();
        try {
            for (Path file : files(folder.resolve("lib"))) {
                add(digest, folder.relativize(file).toString().replace('\\', '/'), file);
            }
            if (implementation.program() instanceof Program.Command command) {
                add(digest, command, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": the implementation cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<Path> files(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> walked = Files.walk(lib)) {
            return walked.filter(Files::isRegularFile).limit(MAX_FILES).sorted().toList();
        }
    }

    /** The program and the files among its arguments, such as the script that an interpreter runs. */
    private static void add(MessageDigest digest, Program.Command command, Path folder) throws IOException {
        if (command.image() != null) {
            add(digest, "image " + command.image(), 0);
        }
        for (String word : command.words()) {
            Path file = folder.resolve(word);
            if (Files.isRegularFile(file)) {
                add(digest, word, file);
            } else {
                add(digest, "word " + word, 0);
            }
        }
    }

    private static void add(MessageDigest digest, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (name.endsWith(".jar")) {
                entries(digest, name, in);
            } else {
                add(digest, name, crc(in));
            }
        }
    }

    private static void entries(MessageDigest digest, String name, InputStream in) throws IOException {
        ZipInputStream jar = new ZipInputStream(in);
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            // They say who packed the jar and when.
            boolean isOfPacking = entry.getName().equals("META-INF/MANIFEST.MF")
                    || entry.getName().startsWith("META-INF/maven/");
            if (!entry.isDirectory() && !isOfPacking) {
                add(digest, name + "!" + entry.getName(), crc(jar));
            }
        }
    }

    private static long crc(InputStream in) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[8_192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            crc.update(buffer, 0, read);
        }
        return crc.getValue();
    }

    private static void add(MessageDigest digest, String name, long content) {
        digest.update((name + " " + content + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
