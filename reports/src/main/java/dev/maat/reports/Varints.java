package dev.maat.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Columns as bytes: LEB128 numbers, in zigzag form where they may be negative. The page unpacks them. */
final class Varints {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

    /** Appends one byte as it is. */
    void octet(int value) {
        bytes.write(value);
    }

    /** Appends a number, taken as unsigned. */
    void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** Appends a number of either sign. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** Appends a text after its length in bytes. */
    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        bytes.writeBytes(utf8);
    }

    /** Appends the bytes of another one. */
    void append(Varints other) {
        bytes.writeBytes(other.bytes.toByteArray());
    }

    /** Everything appended so far, compressed with gzip and encoded in base64. */
    String packed() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            bytes.writeTo(gzip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
}
