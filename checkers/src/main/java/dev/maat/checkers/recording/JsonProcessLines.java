package dev.maat.checkers.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, with the keys in the order of the format. */
final class JsonProcessLines implements ProcessLines {
    private final String process;
    private final LineSink sink;
    private final JsonLine line = new JsonLine();
    private final byte[] prefix;

    JsonProcessLines(String process, LineSink sink) {
        this.process = process;
        this.sink = sink;
        this.prefix = line.begin().field("p", process).prefix();
    }

    private JsonLine event(String name, long nanos) {
        return line.begin(prefix).field("t", nanos).field("e", name);
    }

    private String message(long number) {
        return process + ":" + number;
    }

    @Override
    public void plain(String event, long nanos) {
        event(event, nanos).writeTo(sink);
    }

    @Override
    public void view(
            long nanos,
            String id,
            long seq,
            List<String> members,
            boolean primary,
            @Nullable List<String> transitional) {
        JsonLine view = event("view", nanos)
                .field("id", id)
                .field("seq", seq)
                .field("members", members)
                .field("primary", primary);
        if (transitional != null) {
            view.field("transitional", transitional);
        }
        view.writeTo(sink);
    }

    @Override
    public void send(long nanos, long number, long hash, int sizeBytes, boolean last) {
        JsonLine send = event("send", nanos)
                .field("m", message(number))
                .field("hash", Payloads.hex(hash))
                .field("size", sizeBytes);
        if (last) {
            send.field("last", true);
        }
        send.writeTo(sink);
    }

    @Override
    public void sent(long nanos, long number) {
        event("sent", nanos).field("m", message(number)).writeTo(sink);
    }

    @Override
    public void failed(long nanos, long number) {
        event("failed", nanos).field("m", message(number)).writeTo(sink);
    }

    @Override
    public void deliver(long nanos, MessageReader.Message message, long place) {
        JsonLine deliver = event("deliver", nanos).field("m", message.id).field("hash", Payloads.hex(message.hash));
        if (place >= 0) {
            deliver.field("place", place);
        }
        deliver.writeTo(sink);
    }

    @Override
    public void safe(long nanos, String message) {
        event("safe", nanos).field("m", message).writeTo(sink);
    }

    @Override
    public void phase(long nanos, String name, boolean on) {
        event("phase", nanos).field("name", name).field("on", on).writeTo(sink);
    }

    @Override
    public void suspect(long nanos, String who, boolean on) {
        event("suspect", nanos).field("who", who).field("on", on).writeTo(sink);
    }

    @Override
    public void state(long nanos, String dir, String view, String digest) {
        event("state", nanos)
                .field("dir", dir)
                .field("view", view)
                .field("digest", digest)
                .writeTo(sink);
    }

    @Override
    public void lostquorum(long nanos, boolean on) {
        event("lostquorum", nanos).field("on", on).writeTo(sink);
    }

    @Override
    public void overlap(long nanos, String with) {
        event("overlap", nanos).field("with", with).writeTo(sink);
    }

    @Override
    public void sample(long nanos, long bufferedBytes, long boundBytes) {
        event("sample", nanos)
                .field("buffered", bufferedBytes)
                .field("bound", boundBytes)
                .writeTo(sink);
    }

    @Override
    public void closed(long nanos, long events) {
        event("closed", nanos).field("events", events).writeTo(sink);
    }
}
