package dev.maat.engine.hunt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every n-th epoch of a hunt.
 *
 * @param index from 1
 * @param of how many shards there are
 */
public record Shard(int index, int of) {
    /** A hunt that is not divided. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final int MAX = 100_000;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    public Shard {
        if (of < 1 || of > MAX || index < 1 || index > of) {
            throw new IllegalArgumentException(
                    "a shard is I/N with I from 1 to N and N up to " + MAX + ", not " + index + "/" + of);
        }
    }

    /**
     * Reads {@code 3/16}.
     *
     * @throws IllegalArgumentException if it is not of that form; the message shows a right value
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a shard is written I/N, as 3/16, not '" + text + "'");
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    boolean has(long epoch) {
        return epoch % of == index - 1;
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
