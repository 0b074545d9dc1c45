package dev.maat.checkers.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What view lines said from the event's name on, and what that means. All members of a view say the same, so that of many
 * long lines one is parsed.
 */
final class ViewLines {
    /** More is not remembered: hostile views, each with another content, would take it all. */
    private static final long MAX_REMEMBERED_BYTES = 128L << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteKeys numbers = new ByteKeys();
    private final List<ViewInstall> said = new ArrayList<>();
    private long remembered;

    /** An install that was told in these words, or null. */
    @Nullable
    ViewInstall known(byte[] line, int from, int to) {
        int number = numbers.get(line, from, to, hash(line, from, to));
        return number == ByteKeys.ABSENT ? null : said.get(number);
    }

    void remember(byte[] line, int from, int to, ViewInstall install) {
        if (remembered + to - from <= MAX_REMEMBERED_BYTES) {
            remembered += to - from;
            numbers.put(line, from, to, hash(line, from, to), said.size());
            said.add(install);
        }
    }

    private static int hash(byte[] line, int from, int to) {
        long sum = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            sum = (sum ^ (long) LONG.get(line, at)) * 0x9e3779b97f4a7c15L;
            sum ^= sum >>> 32;
        }
        for (; at < to; at++) {
            sum = sum * 31 + line[at];
        }
        return (int) (sum ^ sum >>> 32);
    }
}
