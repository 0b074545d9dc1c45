package dev.maat.node.implementation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code groupKeyFile}, which names a file with the secret key of the group. The implementation is given the key itself, as the
 * option {@code groupKey} in base64. So scenarios, histories, command lines and the lines of the node protocol show where the key lies, and
 * never the key. All bytes of the file are the key, a line break at its end too.
 */
public final class GroupKeyFile {
    /** Names the file. */
    public static final String OPTION = "groupKeyFile";

    private static final String KEY = "groupKey";
    private static final int MIN_BYTES = 16;
    private static final int MAX_BYTES = 1_024;

    private GroupKeyFile() {}

    /**
     * The options with the key in place of its file.
     *
     * @throws IllegalArgumentException if the file holds no key, or if the options hold the key itself
     */
    static Map<String, String> resolve(Map<String, String> options) {
        requireNoKeyAmong(options);
        String file = options.get(OPTION);
        if (file == null) {
            return options;
        }
        Map<String, String> resolved = new TreeMap<>(options);
        resolved.remove(OPTION);
        resolved.put(KEY, Base64.getEncoder().encodeToString(read(file)));
        return resolved;
    }

    /**
     * The key in the file that the options name; null if they name none.
     *
     * @throws IllegalArgumentException if the file holds no key
     */
    public static byte @Nullable [] keyOf(Map<String, String> options) {
        String file = options.get(OPTION);
        return file == null ? null : read(file);
    }

    /** The options with another place of the file, if they name one. */
    public static SequencedMap<String, String> movedTo(
            UnaryOperator<String> place, SequencedMap<String, String> options) {
        String file = options.get(OPTION);
        if (file == null) {
            return options;
        }
        SequencedMap<String, String> moved = new LinkedHashMap<>(options);
        moved.put(OPTION, place.apply(file));
        return moved;
    }

    /** @throws IllegalArgumentException if the options hold the key itself */
    public static void requireNoKeyAmong(Map<String, String> options) {
        if (options.containsKey(KEY)) {
            throw new IllegalArgumentException("option " + KEY + " would show the key to every reader of the scenario;"
                    + " write the key to a file and name it with option " + OPTION);
        }
    }

    private static byte[] read(String file) {
        try {
            Path path = Path.of(file);
            long size = Files.size(path);
            if (size < MIN_BYTES || size > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "option " + OPTION + ": " + file + " has " + size + " bytes, and a key "
                                + MIN_BYTES + " to " + MAX_BYTES + "; make one that nobody else can read with:"
                                + " (umask 077; openssl rand -out FILE 32)");
            }
            return Files.readAllBytes(path);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("option " + OPTION + ": the key cannot be read from " + file + " ("
                    + e.getClass().getSimpleName() + "); name a file that this process may read");
        }
    }
}
