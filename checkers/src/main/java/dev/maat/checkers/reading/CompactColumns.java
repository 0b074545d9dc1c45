package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.compact.CompactLog;
import dev.maat.checkers.compact.CompactReader;
import dev.maat.checkers.compact.CompactRecord;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.HistoryBuilder;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewInstall;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one log after the other into columns. Process, then message, is numbered where a record names it, as {@link
 * LineParser} does it.
 */
final class CompactColumns implements CompactLog<BadLineException> {
    private static final int UNKNOWN = -1;

    /** The kind of a hash of sixteen digits. */
    private static final byte HASH = 16;

    private final CompactReader words;
    private final HistoryBuilder builder;
    private final String generation;
    private final LineParser lines;
    private final int[] processes;
    private final @Nullable ViewInstall[] installs;
    private String name = "";
    private int process;
    private boolean first;

    CompactColumns(CompactReader words, HistoryBuilder builder, String generation) {
        this.words = words;
        this.builder = builder;
        this.generation = generation;
        this.lines = new LineParser(builder, generation);
        this.processes = new int[words.words()];
        this.installs = new ViewInstall[words.views()];
        Arrays.fill(processes, UNKNOWN);
    }

    /** Takes the records of another log from now on. */
    CompactColumns of(String log) {
        name = log;
        process = UNKNOWN;
        first = true;
        return this;
    }

    private int process() throws BadLineException {
        first = false;
        if (process == UNKNOWN) {
            process = builder.process(name);
        }
        return process;
    }

    private int process(int word) throws BadLineException {
        if (processes[word] == UNKNOWN) {
            processes[word] = builder.process(words.word(word));
        }
        return processes[word];
    }

    private int own(long number) throws BadLineException {
        return builder.message(process(), number);
    }

    @Override
    public void line(byte[] json) throws BadLineException {
        JsonNode node = LineParser.object(json, 0, json.length);
        if (!node.has("format")) {
            lines.accept(node);
        } else if (!first) {
            throw new BadLineException("a header after other lines", "a header is the first line of its file");
        }
        first = false;
    }

    @Override
    public void plain(CompactRecord record, long nanos) throws BadLineException {
        EventType type =
                switch (record) {
                    case START -> EventType.START;
                    case BLOCK -> EventType.BLOCK;
                    case UNBLOCK -> EventType.UNBLOCK;
                    default -> throw new IllegalArgumentException(record + " has fields");
                };
        builder.event(process(), type, nanos, 0);
    }

    @Override
    public void view(long nanos, View view) throws BadLineException {
        int by = process();
        ViewInstall same = installs[view.number()];
        if (same != null) {
            builder.view(by, nanos, same);
            return;
        }
        int[] members = LineParser.requireMembers(processes(view.members()));
        List<Integer> transitional = view.transitional();
        builder.view(
                by,
                nanos,
                words.word(view.id()),
                view.seq(),
                members,
                view.primary(),
                transitional == null ? null : processes(transitional),
                generation,
                null);
        installs[view.number()] = builder.lastInstall();
    }

    private int[] processes(List<Integer> names) throws BadLineException {
        int[] numbers = new int[names.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = process(names.get(i));
        }
        return numbers;
    }

    @Override
    public void send(long nanos, long number, long hash, int sizeBytes, boolean last) throws BadLineException {
        builder.send(process(), nanos, own(number), sizeBytes, last, HASH, hash);
    }

    @Override
    public void sent(long nanos, long number) throws BadLineException {
        builder.sent(process(), nanos, own(number));
    }

    @Override
    public void failed(long nanos, long number) throws BadLineException {
        builder.failed(process(), nanos, own(number));
    }

    @Override
    public void deliver(long nanos, int sender, long number, long hash, long place) throws BadLineException {
        int by = process();
        int message = sender == UNREADABLE ? ProcessLog.UNREADABLE : builder.message(process(sender), number);
        int index = builder.deliver(by, nanos, message, HASH, hash);
        if (place >= 0) {
            builder.place(by, index, place);
        }
    }

    @Override
    public void safe(long nanos, int sender, long number) throws BadLineException {
        int by = process();
        builder.event(by, EventType.SAFE, nanos, builder.message(process(sender), number));
    }

    @Override
    public void phase(long nanos, int phase, boolean on) throws BadLineException {
        builder.event(process(), EventType.PHASE, nanos, new Detail.Phase(words.word(phase), on));
    }

    @Override
    public void suspect(long nanos, int who, boolean on) throws BadLineException {
        builder.event(process(), EventType.SUSPECT, nanos, new Detail.Suspect(words.word(who), on));
    }

    @Override
    public void state(long nanos, boolean in, int view, String digest) throws BadLineException {
        builder.event(process(), EventType.STATE, nanos, new Detail.State(in, words.word(view), digest));
    }

    @Override
    public void sample(long nanos, long bufferedBytes, long boundBytes) throws BadLineException {
        builder.event(process(), EventType.SAMPLE, nanos, new Detail.Sample(bufferedBytes, boundBytes));
    }

    @Override
    public void closed(long nanos, long events) throws BadLineException {
        builder.event(process(), EventType.CLOSED, nanos, new Detail.Closed(events));
    }
}
