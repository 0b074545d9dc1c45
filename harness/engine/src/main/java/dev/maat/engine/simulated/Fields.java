package dev.maat.engine.simulated;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of messages: texts and lists, with their lengths before them. */
final class Fields {
    /** Longer texts or lists mean that the stream is out of step. */
    private static final int MAX_TEXT_BYTES = 64 << 20;

    private static final int MAX_ENTRIES = 1 << 20;

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

    static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ENTRIES) {
            throw new IOException("a list of " + count + " entries: the stream is out of step");
        }
        return count;
    }
}
