package dev.maat.engine.simulated;

import dev.maat.checkers.recording.CompactEvidence;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a pipe that strangers may write to and read from: an implementation opens it by the path of its descriptor. Each
 * message bears the HMAC-SHA256 (RFC 2104) of its number and its bytes under a key that the two ends share, so a message that was
 * forged, altered, repeated or lost is noticed. For a message: its length, the code, its bytes. Thread-safe.
 */
final class SealedMessages {
    static final int KEY_BYTES = 32;

    private static final int BLOCK_BYTES = 64;
    private static final int CODE_BYTES = 32;

    /** A history in memory, and everything that comes with it. */
    static final int MAX_MESSAGE_BYTES = CompactEvidence.MAX_ENCODED_BYTES + (8 << 20);

    private final MessageDigest digest;
    private final byte[] inner;
    private final byte[] outer;
    private final ByteBuffer ofNumber = ByteBuffer.allocate(Long.BYTES);
    private long number;

    /** Bytes that the other end did not write, or that did not follow each other. */
    static final class ForgedException extends IOException {
        private static final long serialVersionUID = 1L;

        ForgedException(String message) {
            super(message);
        }
    }

    SealedMessages(byte[] key) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        inner = padded(key, 0x36);
        outer = padded(key, 0x5c);
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static byte[] padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    /** In one write: messages of several threads do not mix. */
    synchronized void write(byte[] message, OutputStream out) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + CODE_BYTES + message.length);
        out.write(
                frame.putInt(message.length).put(nextCode(message)).put(message).array());
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @return null after the last one, also where it breaks off
     * @throws ForgedException if the bytes are no message of the other end, or not its next one
     */
    synchronized byte @Nullable [] read(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > MAX_MESSAGE_BYTES) {
                throw new ForgedException("a message of " + length + " bytes");
            }
            byte[] code = in.readNBytes(CODE_BYTES);
            byte[] message = in.readNBytes(length);
            if (code.length < CODE_BYTES || message.length < length) {
                return null;
            }
            if (!MessageDigest.isEqual(code, nextCode(message))) {
                throw new ForgedException("a message whose code is wrong");
            }
            return message;
        } catch (EOFException end) {
            return null;
        }
    }

    /** Memory may be short: nothing is allocated once the number has been used. */
    private byte[] nextCode(byte[] message) {
        byte[] code = new byte[CODE_BYTES];
        try {
            digest.reset();
            digest.update(inner);
            digest.update(ofNumber.putLong(0, number++).array());
            digest.update(message);
            digest.digest(code, 0, CODE_BYTES);
            digest.update(outer);
            digest.update(code);
            digest.digest(code, 0, CODE_BYTES);
            return code;
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
