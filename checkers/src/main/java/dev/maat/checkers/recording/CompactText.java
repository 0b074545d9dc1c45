package dev.maat.checkers.recording;

import dev.maat.checkers.compact.CompactLog;
import dev.maat.checkers.compact.CompactReader;
import dev.maat.checkers.compact.CompactRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Writes the lines of a {@link CompactEvidence} as the recorders would have written them, to the byte. */
public final class CompactText {
    private CompactText() {}

    /**
     * Writes all logs.
     *
     * @param sinks takes the name of a log, a process or {@code harness}, and gives what takes its lines
     */
    public static void write(byte[] evidence, Function<String, LineSink> sinks) {
        CompactReader reader = new CompactReader(evidence);
        while (reader.next()) {
            reader.read(new Log(reader, sinks.apply(reader.name())));
        }
    }

    /** One log. */
    private static final class Log implements CompactLog<RuntimeException> {
        private final CompactReader words;
        private final LineSink sink;
        private final JsonProcessLines lines;

        Log(CompactReader words, LineSink sink) {
            this.words = words;
            this.sink = sink;
            this.lines = new JsonProcessLines(words.name(), sink);
        }

        @Override
        public void line(byte[] json) {
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            sink.write(line, line.length);
        }

        @Override
        public void plain(CompactRecord record, long nanos) {
            lines.plain(record.name().toLowerCase(Locale.ROOT), nanos);
        }

        @Override
        public void view(long nanos, View view) {
            List<Integer> transitional = view.transitional();
            lines.view(
                    nanos,
                    words.word(view.id()),
                    view.seq(),
                    texts(view.members()),
                    view.primary(),
                    transitional == null ? null : texts(transitional));
        }

        private List<String> texts(List<Integer> numbers) {
            return numbers.stream().map(words::word).toList();
        }

        @Override
        public void send(long nanos, long number, long hash, int sizeBytes, boolean last) {
            lines.send(nanos, number, hash, sizeBytes, last);
        }

        @Override
        public void sent(long nanos, long number) {
            lines.sent(nanos, number);
        }

        @Override
        public void failed(long nanos, long number) {
            lines.failed(nanos, number);
        }

        @Override
        public void deliver(long nanos, int sender, long number, long hash, long place) {
            lines.deliver(nanos, new MessageReader.Message(message(sender, number), hash), place);
        }

        private String message(int sender, long number) {
            return sender == UNREADABLE ? Payloads.UNREADABLE : words.word(sender) + ":" + number;
        }

        @Override
        public void safe(long nanos, int sender, long number) {
            lines.safe(nanos, message(sender, number));
        }

        @Override
        public void phase(long nanos, int name, boolean on) {
            lines.phase(nanos, words.word(name), on);
        }

        @Override
        public void suspect(long nanos, int who, boolean on) {
            lines.suspect(nanos, words.word(who), on);
        }

        @Override
        public void state(long nanos, boolean in, int view, String digest) {
            lines.state(nanos, in ? "in" : "out", words.word(view), digest);
        }

        @Override
        public void sample(long nanos, long bufferedBytes, long boundBytes) {
            lines.sample(nanos, bufferedBytes, boundBytes);
        }

        @Override
        public void closed(long nanos, long events) {
            lines.closed(nanos, events);
        }
    }
}
