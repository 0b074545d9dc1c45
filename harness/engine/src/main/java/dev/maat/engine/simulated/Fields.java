package dev.maat.engine.simulated;

import dev.maat.checkers.recording.CompactEvidence;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of messages: texts and lists, with their lengths before them. */
final class Fields {
    /** Longer texts or lists mean that the stream is out of step. */
    private static final int MAX_TEXT_BYTES = SealedMessages.MAX_MESSAGE_BYTES;

    private static final int MAX_ENTRIES = 1 << 20;

    private static final int NONE = -1;

    private Fields() {}

    static void texts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String one : texts) {
            text(one, out);
        }
    }

    static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT_BYTES) {
            throw new IOException("a text of " + length + " bytes: the stream is out of step");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static void bytesOrNull(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? NONE : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    static byte @Nullable [] bytesOrNull(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < NONE || length > CompactEvidence.MAX_ENCODED_BYTES) {
            throw new IOException(length + " bytes, and a history in memory has no more than "
                    + CompactEvidence.MAX_ENCODED_BYTES + ": the stream is out of step");
        }
        return length == NONE ? null : in.readNBytes(length);
    }

    static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ENTRIES) {
            throw new IOException("a list of " + count + " entries: the stream is out of step");
        }
        return count;
    }
}
