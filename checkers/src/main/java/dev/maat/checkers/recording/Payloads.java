package dev.maat.checkers.recording;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Payloads of the harness. A message's id travels in its payload, never in numbers of the implementation under test.
 *
 * <p>Layout: two bytes, big-endian: the id's length in bytes; the id, UTF-8; filler derived from the id up to the wanted
 * size. So the id alone determines a payload of a given size, to the byte.
 */
public final class Payloads {
    /** The recorded id of a delivery whose payload carries no readable id. */
    public static final String UNREADABLE = "?";

    /** A longer id is not one of the harness. */
    public static final int MAX_ID_BYTES = 512;

    private static final int PREFIX_BYTES = 2;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Payloads() {}

    /**
     * The payload of a message.
     *
     * @param messageId process, colon, number: {@code "n1.0:17"}
     * @param sizeBytes wanted size; a payload is at least as long as its id needs
     * @throws IllegalArgumentException if that is not a message id
     */
    public static byte[] encode(String messageId, int sizeBytes) {
        byte[] id = messageId.getBytes(StandardCharsets.UTF_8);
        if (id.length > MAX_ID_BYTES || !isMessageId(messageId)) {
            throw new IllegalArgumentException("not a message id (process:number): '" + messageId + "'");
        }
        byte[] payload = new byte[Math.max(sizeBytes, PREFIX_BYTES + id.length)];
        payload[0] = (byte) (id.length >>> 8);
        payload[1] = (byte) id.length;
        System.arraycopy(id, 0, payload, PREFIX_BYTES, id.length);
        long state = fnv(id);
        for (int i = PREFIX_BYTES + id.length; i < payload.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            payload[i] = (byte) (state >>> 56);
        }
        return payload;
    }

    /** The id that a payload carries, or {@link #UNREADABLE}: the bytes may be hostile. */
    public static String messageId(byte[] payload) {
        if (!hasId(payload)) {
            return UNREADABLE;
        }
        String id = decode(payload, idEnd(payload) - PREFIX_BYTES);
        return isMessageId(id) ? id : UNREADABLE;
    }

    /** Whether a payload has the bytes of an id, readable or not. */
    static boolean hasId(byte[] payload) {
        if (payload.length < PREFIX_BYTES) {
            return false;
        }
        int length = idEnd(payload) - PREFIX_BYTES;
        return length > 0 && length <= MAX_ID_BYTES && PREFIX_BYTES + length <= payload.length;
    }

    /** Where the id of a payload ends, if {@link #hasId}. */
    static int idEnd(byte[] payload) {
        return PREFIX_BYTES + ((payload[0] & 0xff) << 8 | payload[1] & 0xff);
    }

    /** 64-bit FNV-1a of a payload as 16 hexadecimal digits. */
    public static String hash(byte[] payload) {
        return hex(fnv(payload));
    }

    /** Whether a text is process, colon, number from 1; a process is node, dot, incarnation. */
    public static boolean isMessageId(String text) {
        int colon = text.lastIndexOf(':');
        int dot = text.lastIndexOf('.', colon);
        if (dot < 1 || dot + 1 >= colon || colon + 1 >= text.length() || text.length() - colon > 19) {
            return false;
        }
        for (int i = colon + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.charAt(colon + 1) != '0';
    }

    /** Of the text in UTF-8. */
    static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            char ascii = text.charAt(i);
            if (ascii >= 0x80) {
                return fnv(text.getBytes(StandardCharsets.UTF_8));
            }
            hash = (hash ^ ascii) * FNV_PRIME;
        }
        return hash;
    }

    static long fnv(byte[] bytes) {
        return fnv(bytes, 0, bytes.length);
    }

    static long fnv(byte[] bytes, int from, int to) {
        long hash = FNV_OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i] & 0xff) * FNV_PRIME;
        }
        return hash;
    }

    static String hex(long value) {
        char[] digits = new char[16];
        for (int i = 0; i < 16; i++) {
            digits[i] = HEX[(int) (value >>> 60 - 4 * i & 0xf)];
        }
        return new String(digits);
    }

    private static String decode(byte[] payload, int length) {
        boolean ascii = true;
        for (int i = PREFIX_BYTES; ascii && i < PREFIX_BYTES + length; i++) {
            ascii = payload[i] >= 0;
        }
        if (ascii) {
            return new String(payload, PREFIX_BYTES, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload, PREFIX_BYTES, length))
                    .toString();
        } catch (CharacterCodingException notText) {
            return UNREADABLE;
        }
    }
}
