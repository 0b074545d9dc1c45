package dev.maat.zoo.fixed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The units of one sender as one process has them: without a gap up to the <em>prefix</em>, and some early ones beyond it. The first
 * byte of a unit is 1 if it is the last of its message.
 */
final class UnitStream {
    /** Units further beyond the prefix than this are dropped; they come again. */
    private static final int MAX_EARLY_UNITS = 512;

    private final TreeMap<Long, byte[]> kept = new TreeMap<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private long prefix;
    private long keptBytes;

    /** The number of the last unit before the first gap; 0: there is none. */
    long prefix() {
        return prefix;
    }

    long keptBytes() {
        return keptBytes;
    }

    /** Takes a unit, unless it has it; returns the messages that are complete now, in their order. */
    List<byte[]> take(long number, byte[] unit) {
        List<byte[]> complete = new ArrayList<>();
        if (number <= prefix || number > prefix + MAX_EARLY_UNITS || kept.putIfAbsent(number, unit) != null) {
            return complete;
        }
        keptBytes += unit.length;
        for (byte[] next = kept.get(prefix + 1); next != null; next = kept.get(prefix + 1)) {
            prefix++;
            message.write(next, 1, next.length - 1);
            if (next[0] == 1) {
                complete.add(message.toByteArray());
                message.reset();
            }
        }
        return complete;
    }

    /** A unit of the prefix; null once it is let go. */
    byte @Nullable [] unit(long number) {
        return kept.get(number);
    }

    /** Every process has the units up to this number. */
    void letGo(long upTo) {
        while (!kept.isEmpty() && kept.firstKey() <= upTo) {
            keptBytes -= kept.pollFirstEntry().getValue().length;
        }
    }
}
