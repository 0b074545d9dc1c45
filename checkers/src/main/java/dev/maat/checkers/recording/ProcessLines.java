package dev.maat.checkers.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the lines of one process, in one form or another. The recorder has checked what it hands over. */
interface ProcessLines {
    /** An event without fields. */
    void plain(String event, long nanos);

    void view(
            long nanos,
            String id,
            long seq,
            List<String> members,
            boolean primary,
            @Nullable List<String> transitional);

    void send(long nanos, long number, long hash, int sizeBytes, boolean last);

    void sent(long nanos, long number);

    void failed(long nanos, long number);

    /** @param place negative if there is none */
    void deliver(long nanos, MessageReader.Message message, long place);

    void safe(long nanos, String message);

    void phase(long nanos, String name, boolean on);

    void suspect(long nanos, String who, boolean on);

    void state(long nanos, String dir, String view, String digest);

    void lostquorum(long nanos, boolean on);

    void overlap(long nanos, String with);

    void sample(long nanos, long bufferedBytes, long boundBytes);

    void closed(long nanos, long events);
}
