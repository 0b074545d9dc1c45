package dev.maat.checkers.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a process whose log is closed: none is kept. */
final class UnwrittenLines implements ProcessLines {
    @Override
    public void plain(String event, long nanos) {}

    @Override
    public void view(
            long nanos,
            String id,
            long seq,
            List<String> members,
            boolean primary,
            @Nullable List<String> transitional) {}

    @Override
    public void send(long nanos, long number, long hash, int sizeBytes, boolean last) {}

    @Override
    public void sent(long nanos, long number) {}

    @Override
    public void failed(long nanos, long number) {}

    @Override
    public void deliver(long nanos, MessageReader.Message message, long place) {}

    @Override
    public void safe(long nanos, String message) {}

    @Override
    public void phase(long nanos, String name, boolean on) {}

    @Override
    public void suspect(long nanos, String who, boolean on) {}

    @Override
    public void state(long nanos, String dir, String view, String digest) {}

    @Override
    public void lostquorum(long nanos, boolean on) {}

    @Override
    public void overlap(long nanos, String with) {}

    @Override
    public void sample(long nanos, long bufferedBytes, long boundBytes) {}

    @Override
    public void closed(long nanos, long events) {}
}
