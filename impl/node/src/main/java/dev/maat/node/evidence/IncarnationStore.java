package dev.maat.node.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's counter of incarnations and its founder's marks, on disk. This is the one thing in the protocol that needs a disk: a
 * restarted founder that took itself for the founder again would vote twice.
 */
public final class IncarnationStore {
    private static final String FORMAT = "maat-incarnation";
    private static final int MAX_GENERATIONS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The identity of a new process.
     *
     * @param number its incarnation, from 0
     * @param firstOfGeneration whether no process of this node was in this generation before
     */
    public record Incarnation(int number, boolean firstOfGeneration) {}

    private final Path file;

    public IncarnationStore(Path dataFolder) {
        this.file = dataFolder.resolve("incarnation.json");
    }

    /**
     * Makes the next incarnation durable and returns it; call it before the process's first packet.
     *
     * @throws IOException if the file cannot be read or made durable, or is damaged
     */
    public Incarnation next(String generation) throws IOException {
        int number = 0;
        List<String> generations = new ArrayList<>();
        if (Files.exists(file)) {
            JsonNode stored = JSON.readTree(Files.readAllBytes(file));
            if (!FORMAT.equals(stored.path("format").textValue())
                    || !stored.path("last").isInt()
                    || !stored.path("generations").isArray()) {
                throw new IOException(file + " is not a node's incarnation; use a fresh data folder");
            }
            number = stored.path("last").intValue() + 1;
            stored.path("generations").forEach(old -> generations.add(old.asText()));
        }
        boolean first = !generations.contains(generation);
        if (first) {
            if (generations.size() == MAX_GENERATIONS) {
                throw new IOException(file + " names " + MAX_GENERATIONS + " generations; use a fresh data folder");
            }
            generations.add(generation);
        }
        store(number, generations);
        return new Incarnation(number, first);
    }

    private void store(int number, List<String> generations) throws IOException {
        ObjectNode stored =
                JSON.createObjectNode().put("format", FORMAT).put("version", 1).put("last", number);
        generations.forEach(stored.putArray("generations")::add);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(stored));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        // The rename itself is durable only once the folder is.
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
