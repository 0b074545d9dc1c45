package dev.maat.checkers.reading;

import dev.maat.checkers.history.ViewInstall;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers view lines, from the event's name on, with their installs. All members of a view write the same, so only one of many long
 * lines is parsed.
 */
final class ViewLines {
    /** A bound against hostile histories whose views all differ. */
    private static final long MAX_REMEMBERED_BYTES = 128L << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteKeys numbers = new ByteKeys();
    private final List<ViewInstall> said = new ArrayList<>();
    private long remembered;

    /** An install that was written with these bytes, or null. */
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
