package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import dev.maat.injectors.HostCommand;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * An image made of this machine's files alone, for machines that reach no registry. A program comes with the C libraries that
 * it is linked to, at the same paths.
 */
final class ScratchImage {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int WRITABLE_BY_ALL = 01777;
    private static final long BUILD_LIMIT_SECONDS = 180;
    private static final long LDD_LIMIT_MILLIS = 20_000;

    /** Files of this machine, by their path in the image. */
    private final TreeMap<String, Path> files = new TreeMap<>();

    /** Targets of symbolic links, by their path in the image. */
    private final TreeMap<String, String> links = new TreeMap<>();

    /** Empty folders. */
    private final TreeSet<String> folders = new TreeSet<>(Set.of("tmp/"));

    /** One file, as it is. */
    ScratchImage add(Path file, String at) {
        files.put(relative(at), file);
        return this;
    }

    /** All files below a folder. */
    ScratchImage addTree(Path folder, String at) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                add(file, at + "/" + folder.relativize(file));
            }
        }
        return this;
    }

    /** All libraries that a program or shared library is linked to. */
    ScratchImage addLibrariesOf(Path binary) throws IOException {
        for (Path library : linkedLibraries(binary)) {
            add(library, library.toString());
        }
        return this;
    }

    /** Drops files that were added at their own paths below a folder, because the whole folder is added at another path. */
    ScratchImage removeBelow(Path folder) {
        String prefix = relative(folder.toString()) + "/";
        files.keySet().removeIf(at -> at.startsWith(prefix));
        return this;
    }

    /** An empty folder that all may write to. */
    ScratchImage folder(String at) {
        folders.add(relative(at) + "/");
        return this;
    }

    ScratchImage link(String at, String target) {
        links.put(relative(at), target);
        return this;
    }

    /**
     * Builds and tags it.
     *
     * @param instructions of the Dockerfile that follow the files
     */
    void build(DockerClient client, String tag, List<String> instructions) throws IOException {
        Path root = Files.createTempFile("maat-image", ".tar");
        Path context = Files.createTempFile("maat-context", ".tar");
        try {
            writeRoot(root);
            writeContext(context, root, instructions);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(context))) {
                client.buildImageCmd(in)
                        .withTags(Set.of(tag))
                        .exec(new BuildImageResultCallback())
                        .awaitImageId(BUILD_LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (DockerException e) {
            throw new EngineUnavailable("the engine could not build image " + tag + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(root);
            Files.deleteIfExists(context);
        }
    }

    private void writeRoot(Path target) throws IOException {
        try (TarArchiveOutputStream tar = tar(Files.newOutputStream(target))) {
            Set<String> written = new HashSet<>();
            for (var file : files.entrySet()) {
                writeFolders(tar, file.getKey(), written);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(Files.size(file.getValue()));
                entry.setMode(Files.isExecutable(file.getValue()) ? EXECUTABLE : PLAIN);
                tar.putArchiveEntry(entry);
                Files.copy(file.getValue(), tar);
                tar.closeArchiveEntry();
            }
            for (var link : links.entrySet()) {
                writeFolders(tar, link.getKey(), written);
                TarArchiveEntry entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_SYMLINK);
                entry.setLinkName(link.getValue());
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
            for (String folder : folders) {
                writeFolders(tar, folder, written);
            }
        }
    }

    private void writeFolders(TarArchiveOutputStream tar, String file, Set<String> written) throws IOException {
        for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
            String folder = file.substring(0, slash + 1);
            if (written.add(folder)) {
                TarArchiveEntry entry = new TarArchiveEntry(folder);
                entry.setMode(folders.contains(folder) ? WRITABLE_BY_ALL : EXECUTABLE);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
    }

    private static void writeContext(Path target, Path root, List<String> instructions) throws IOException {
        String dockerfile = "FROM scratch\nADD root.tar /\n" + String.join("\n", instructions) + "\n";
        byte[] text = dockerfile.getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = tar(Files.newOutputStream(target))) {
            TarArchiveEntry file = new TarArchiveEntry("Dockerfile");
            file.setSize(text.length);
            tar.putArchiveEntry(file);
            tar.write(text);
            tar.closeArchiveEntry();
            TarArchiveEntry archive = new TarArchiveEntry("root.tar");
            archive.setSize(Files.size(root));
            tar.putArchiveEntry(archive);
            Files.copy(root, tar);
            tar.closeArchiveEntry();
        }
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new BufferedOutputStream(out));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** The libraries that a program or shared library is linked to. */
    static List<Path> linkedLibraries(Path binary) {
        HostCommand.Outcome ldd = HostCommand.run(LDD_LIMIT_MILLIS, List.of("ldd", binary.toString()));
        if (!ldd.succeeded()) {
            // It says 'not a dynamic executable': there are no libraries.
            return List.of();
        }
        return ldd.output()
                .lines()
                .flatMap(line -> Stream.of(line.trim().split("\\s+")))
                .filter(word -> word.startsWith("/"))
                .map(Path::of)
                .filter(Files::exists)
                .distinct()
                .toList();
    }
}
