package dev.maat.engine.bundle;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one key from a PEM file. */
final class Pem {
    private static final int MAX_BYTES = 100_000;

    private Pem() {}

    /**
     * The bytes of the key.
     *
     * @param label between the dashes, such as {@code PUBLIC KEY}
     * @param remedy the command that makes such a file
     */
    static byte[] read(Path file, String label, String remedy) {
        String text;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ArgumentException(file + ": too long for a key in PEM");
            }
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ArgumentException(
                    file + ": cannot be read as a key (" + Failures.describe(e) + "); one is made by: " + remedy, e);
        }
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new ArgumentException(file + ": holds no '-----BEGIN " + label + "-----'; one is made by: " + remedy);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
