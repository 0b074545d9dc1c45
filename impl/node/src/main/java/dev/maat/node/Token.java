package dev.maat.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The secret of a run: the node serves the connections that know it and no other. */
final class Token {
    private static final int MIN_BYTES = 16;
    private static final int MAX_BYTES = 256;

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Reads a token from a file; white space around it does not count. It comes in a file because the command line of a process is
     * shown to every user of its machine.
     *
     * @throws IllegalArgumentException if the file cannot be read or holds no token
     */
    static Token read(Path file) {
        try {
            if (Files.size(file) > 2 * MAX_BYTES) {
                throw new IllegalArgumentException(file + " is too long for a token");
            }
            byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length < MIN_BYTES || secret.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "the token in " + file + " must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
            }
            return new Token(secret);
        } catch (IOException e) {
            throw new IllegalArgumentException("the token cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }

    /** Takes as long for a guess that is nearly right as for one that is wrong. */
    boolean is(String guess) {
        return MessageDigest.isEqual(secret, guess.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "a token";
    }
}
