package dev.maat.checkers.recording;

import dev.maat.checkers.compact.CompactOutput;
import dev.maat.checkers.compact.CompactReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a whole run in memory, as {@link dev.maat.checkers.compact} has it, for a run whose processes live in one thread. The
 * recorders are those that write files: a history read from these bytes is the one that would be read from the files. Not safe for
 * several threads.
 */
public final class CompactEvidence {
    /** A longer history is not kept. */
    public static final int MAX_BYTES = 24 << 20;

    /** The longest bytes of a history that is kept: its tables take more than its texts have characters. */
    public static final int MAX_ENCODED_BYTES = MAX_BYTES + (8 << 20);

    /** A line of JSON that names so long a text may be too long for a reader, which says so; so the run is to be written. */
    private static final int MAX_TEXT_CHARS = 1 << 18;

    private static final String HARNESS = "harness";

    private final Map<String, Integer> words = new LinkedHashMap<>();
    private final Map<ViewSaid, Integer> views = new LinkedHashMap<>();
    private final TreeMap<String, CompactOutput> logs = new TreeMap<>(CompactEvidence::compareAsFiles);
    private final KnownMessages messages = new KnownMessages();
    private long bytes;
    private long listed;
    private boolean tooLong;

    private record ViewSaid(
            String id,
            long seq,
            List<String> members,
            boolean primary,
            @Nullable List<String> transitional) {}

    /** Histories are read file by file in the order of their names, as bytes. */
    private static int compareAsFiles(String one, String other) {
        return Arrays.compareUnsigned(
                (one + ".jsonl").getBytes(StandardCharsets.UTF_8), (other + ".jsonl").getBytes(StandardCharsets.UTF_8));
    }

    /** Of the harness's own lines; once. */
    public HarnessRecorder harness(LongSupplier nanosSinceRunBegan) {
        CompactOutput log = log(HARNESS);
        return new HarnessRecorder(
                (line, length) -> {
                    if (!isFull(log, length)) {
                        CompactProcessLines.line(line, length, log);
                    }
                },
                nanosSinceRunBegan);
    }

    /**
     * Of a process; once for each.
     *
     * @param process node, dot, incarnation
     */
    public ProcessRecorder process(String process, LongSupplier nanosSinceRunBegan) {
        return new ProcessRecorder(
                process, new CompactProcessLines(process, this, log(process)), messages, nanosSinceRunBegan);
    }

    private CompactOutput log(String name) {
        CompactOutput log = new CompactOutput();
        if (logs.put(name, log) != null) {
            throw new IllegalStateException("there is a log of " + name + " already");
        }
        tooLong |= logs.size() > CompactReader.MAX_LOGS;
        return log;
    }

    /** Whether a log takes no record more; to be asked before each. */
    boolean isFull(CompactOutput log, int moreBytes) {
        bytes += log.grown();
        tooLong |= bytes > MAX_BYTES || moreBytes > MAX_TEXT_CHARS;
        return tooLong;
    }

    int word(String text) {
        Integer known = words.get(text);
        if (known == null) {
            known = words.size();
            words.put(text, known);
            bytes += text.length();
            tooLong |= text.length() > MAX_TEXT_CHARS || words.size() > CompactReader.MAX_WORDS;
        }
        return known;
    }

    int view(String id, long seq, List<String> members, boolean primary, @Nullable List<String> transitional) {
        ViewSaid said = new ViewSaid(id, seq, members, primary, transitional);
        Integer known = views.get(said);
        if (known == null) {
            known = views.size();
            views.put(
                    new ViewSaid(
                            id,
                            seq,
                            List.copyOf(members),
                            primary,
                            transitional == null ? null : List.copyOf(transitional)),
                    known);
            long chars = id.length() + chars(members) + (transitional == null ? 0 : chars(transitional));
            bytes += chars;
            listed += members.size() + (transitional == null ? 0 : transitional.size());
            tooLong |= chars > MAX_TEXT_CHARS
                    || views.size() > CompactReader.MAX_VIEWS
                    || listed > CompactReader.MAX_LISTED;
        }
        return known;
    }

    private static long chars(List<String> names) {
        long chars = 0;
        for (String name : names) {
            chars += name.length() + 1;
        }
        return chars;
    }

    /** Everything that was recorded; null if it is too long to be kept, and must be written to files. */
    public byte @Nullable [] bytes() {
        if (tooLong) {
            return null;
        }
        CompactOutput ofViews = new CompactOutput();
        ofViews.number(views.size());
        views.keySet().forEach(view -> write(view, ofViews));
        CompactOutput out = new CompactOutput();
        List<String> all = new ArrayList<>(words.keySet());
        if (all.size() > CompactReader.MAX_WORDS) {
            return null;
        }
        out.number(all.size());
        all.forEach(out::text);
        out.append(ofViews);
        out.number(logs.size());
        logs.forEach((name, log) -> {
            out.text(name);
            out.number(log.length());
            out.append(log);
        });
        return out.length() > MAX_ENCODED_BYTES ? null : out.toBytes();
    }

    private void write(ViewSaid view, CompactOutput out) {
        out.number(word(view.id));
        out.signed(view.seq);
        write(view.members, out);
        out.number(view.primary ? 1 : 0);
        List<String> transitional = view.transitional;
        out.number(transitional == null ? 0 : 1);
        if (transitional != null) {
            write(transitional, out);
        }
    }

    private void write(List<String> names, CompactOutput out) {
        out.number(names.size());
        names.forEach(name -> out.number(word(name)));
    }
}
