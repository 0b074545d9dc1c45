package dev.maat.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sizes of a run's messages, drawn log-uniformly between these two. */
public record PayloadSizes(int minBytes, int maxBytes) {
    /** The larger is more than a packet holds, so that fragments take part. */
    public static final PayloadSizes DEFAULT = new PayloadSizes(32, 4_096);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    public PayloadSizes {
        if (minBytes < 1 || maxBytes < minBytes) {
            throw new IllegalArgumentException("a payload has at least 1 byte and a range its smaller end first, not "
                    + minBytes + "-" + maxBytes);
        }
    }

    /**
     * Reads {@code BYTES} or {@code MIN-MAX}.
     *
     * @throws IllegalArgumentException if it is neither; the message shows a right value
     */
    public static PayloadSizes parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("bytes, as 2048 or 32-4096, not '" + text + "'");
        }
        int min = Integer.parseInt(matcher.group(1));
        return new PayloadSizes(min, matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2)));
    }
}
