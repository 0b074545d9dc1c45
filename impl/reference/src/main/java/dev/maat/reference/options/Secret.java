package dev.maat.reference.options;

import java.util.Base64;

/** Bytes that no text shows: neither a message nor the text of {@link Options}. */
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads base64.
     *
     * @param name of the option, for the message
     * @throws IllegalArgumentException without a word of the text
     */
    static Secret parse(String name, String base64, int minBytes, int maxBytes) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The cause would show the character that is wrong.
            throw new IllegalArgumentException("option " + name + " is no base64 text (RFC 4648, section 4)");
        }
        if (bytes.length < minBytes || bytes.length > maxBytes) {
            throw new IllegalArgumentException("option " + name + " has " + bytes.length + " bytes, not " + minBytes
                    + " to " + maxBytes + "; make a key with: openssl rand -out FILE 32");
        }
        return new Secret(bytes);
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
