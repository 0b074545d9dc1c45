package dev.maat.checkers.compact;

import dev.maat.checkers.compact.CompactLog.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a whole history, log by log. */
public final class CompactReader {
    /** Bounds of the tables: one byte may stand for a word, which takes fifty times as much memory here. */
    public static final int MAX_WORDS = 1 << 18;

    public static final int MAX_VIEWS = 1 << 18;
    public static final int MAX_LOGS = 1 << 16;

    /** The names that all views list, together. */
    public static final int MAX_LISTED = 1 << 20;

    private final CompactInput in;
    private final List<String> words = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<Log> logs = new ArrayList<>();
    private int read;
    private long records;
    private int listed;

    private record Log(String name, int from, int to) {}

    /** @throws IllegalArgumentException if these are no such bytes, as for every method here */
    public CompactReader(byte[] bytes) {
        in = new CompactInput(bytes);
        for (int left = in.count(MAX_WORDS); left > 0; left--) {
            words.add(in.text());
        }
        int count = in.count(MAX_VIEWS);
        for (int number = 0; number < count; number++) {
            views.add(new View(number, in.count(words.size()), in.signed(), list(), in.number() != 0, listOrNull()));
        }
        for (int left = in.count(MAX_LOGS); left > 0; left--) {
            String name = in.text();
            int length = in.count(bytes.length);
            logs.add(new Log(name, in.position(), in.position() + length));
            in.move(in.position() + length);
        }
    }

    public String word(int number) {
        return words.get(number);
    }

    /** The number of words. */
    public int words() {
        return words.size();
    }

    /** The number of contents of views. */
    public int views() {
        return views.size();
    }

    /** The first line of a log, if it is a whole line of JSON; else null. */
    public byte @Nullable [] firstLine(String name) {
        for (Log log : logs) {
            if (log.name.equals(name) && log.from < log.to) {
                in.move(log.from);
                return in.record() == CompactRecord.LINE ? in.raw(in.count(Integer.MAX_VALUE)) : null;
            }
        }
        return null;
    }

    /** Moves to the next log; false if there is none. */
    public boolean next() {
        records = 0;
        return read++ < logs.size();
    }

    /** The name of the log: the process, or {@code harness}. */
    public String name() {
        return logs.get(read - 1).name;
    }

    /** Records read so far of the log: the number of the line of the last one. */
    public long records() {
        return records;
    }

    /** Reads the log. */
    public <E extends Exception> void read(CompactLog<E> log) throws E {
        int end = logs.get(read - 1).to;
        in.move(logs.get(read - 1).from);
        long nanos = 0;
        while (in.position() < end) {
            records++;
            CompactRecord record = in.record();
            if (record == CompactRecord.LINE) {
                log.line(in.raw(in.count(Integer.MAX_VALUE)));
                continue;
            }
            nanos += in.signed();
            one(record, nanos, log);
        }
        if (in.position() != end) {
            throw new IllegalArgumentException("the log of " + name() + " does not end where it should");
        }
    }

    private <E extends Exception> void one(CompactRecord record, long nanos, CompactLog<E> log) throws E {
        switch (record) {
            case LINE -> throw new IllegalStateException("has no time");
            case START, BLOCK, UNBLOCK -> log.plain(record, nanos);
            case VIEW -> log.view(nanos, views.get(in.count(views.size())));
            case SEND, SEND_LAST ->
                log.send(nanos, in.number(), in.wide(), in.count(Integer.MAX_VALUE), record == CompactRecord.SEND_LAST);
            case SENT -> log.sent(nanos, in.number());
            case FAILED -> log.failed(nanos, in.number());
            case DELIVER -> log.deliver(nanos, in.count(words.size()), in.number(), in.wide(), -1);
            case DELIVER_AT -> log.deliver(nanos, in.count(words.size()), in.number(), in.wide(), in.number());
            case DELIVER_UNREADABLE -> log.deliver(nanos, CompactLog.UNREADABLE, 0, in.wide(), -1);
            case DELIVER_UNREADABLE_AT -> log.deliver(nanos, CompactLog.UNREADABLE, 0, in.wide(), in.number());
            case SAFE -> log.safe(nanos, in.count(words.size()), in.number());
            case PHASE_ON, PHASE_OFF -> log.phase(nanos, in.count(words.size()), record == CompactRecord.PHASE_ON);
            case SUSPECT_ON, SUSPECT_OFF ->
                log.suspect(nanos, in.count(words.size()), record == CompactRecord.SUSPECT_ON);
            case STATE_IN, STATE_OUT ->
                log.state(nanos, record == CompactRecord.STATE_IN, in.count(words.size()), in.text());
            case SAMPLE -> log.sample(nanos, in.signed(), in.signed());
            case CLOSED -> log.closed(nanos, in.number());
        }
    }

    private @Nullable List<Integer> listOrNull() {
        return in.number() == 0 ? null : list();
    }

    private List<Integer> list() {
        int size = in.count(Math.min(words.size(), MAX_LISTED - listed));
        listed += size;
        List<Integer> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(in.count(words.size()));
        }
        return list;
    }
}
