package dev.maat.engine.live;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret that every node of one run asks for on its control port. */
public record RunToken(String text) {
    private static final int BYTES = 24;

    /** A token that nobody can guess. */
    public static RunToken draw() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new RunToken(HexFormat.of().formatHex(random));
    }

    @Override
    public String toString() {
        return "a token";
    }
}
