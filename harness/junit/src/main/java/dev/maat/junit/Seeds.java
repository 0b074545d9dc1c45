package dev.maat.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads seeds: {@code "7"}, {@code "1..20"}, {@code "7, 100..119"}. */
final class Seeds {
    /** Replaces the seeds of every test. */
    static final String PROPERTY = "maat.seeds";

    private static final Pattern PART = Pattern.compile("(-?[0-9]{1,18})(?:\\.\\.(-?[0-9]{1,18}))?");
    private static final int MAX_SEEDS = 1_000_000;

    private Seeds() {}

    /** @throws IllegalArgumentException for anything else; the message shows a right value */
    static List<Long> parse(String text) {
        List<Long> seeds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = PART.matcher(part.strip());
            if (!range.matches()) {
                throw wrong(text);
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (last < first || last - first >= MAX_SEEDS - seeds.size()) {
                throw wrong(text);
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        return seeds;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("seeds: up to " + MAX_SEEDS
                + " of them, as in \"7\", \"1..20\" or \"7, 100..119\", not \"" + text + "\"");
    }
}
