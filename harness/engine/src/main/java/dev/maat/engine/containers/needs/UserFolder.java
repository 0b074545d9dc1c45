package dev.maat.engine.containers.needs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Where runs of one user on one machine leave marks for each other about images. */
final class UserFolder {
    private UserFolder() {}

    static Path path() {
        return Path.of(System.getProperty("java.io.tmpdir"), "maat-" + System.getProperty("user.name"));
    }

    /** An image's name as a part of a file's. */
    static String nameOf(String image) {
        return HexFormat.of().formatHex(image.getBytes(StandardCharsets.UTF_8));
    }
}
