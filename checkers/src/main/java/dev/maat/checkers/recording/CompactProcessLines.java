package dev.maat.checkers.recording;

import dev.maat.checkers.compact.CompactOutput;
import dev.maat.checkers.compact.CompactRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one process; events that are rare are whole lines of JSON. */
final class CompactProcessLines implements ProcessLines {
    private final CompactEvidence evidence;
    private final CompactOutput out;
    private final JsonProcessLines rare;
    private long nanos;

    CompactProcessLines(String process, CompactEvidence evidence, CompactOutput out) {
        this.evidence = evidence;
        this.out = out;
        this.rare = new JsonProcessLines(process, (line, length) -> {
            if (!evidence.isFull(out, length)) {
                line(line, length, out);
            }
        });
    }

    /** @param length with the newline, which is left out */
    static void line(byte[] line, int length, CompactOutput out) {
        out.record(CompactRecord.LINE);
        out.number(length - 1);
        out.raw(line, length - 1);
    }

    /** Whether the record may be written; then its time is. */
    private boolean begin(CompactRecord record, long now) {
        if (evidence.isFull(out, 0)) {
            return false;
        }
        out.record(record);
        out.signed(now - nanos);
        nanos = now;
        return true;
    }

    @Override
    public void plain(String event, long now) {
        switch (event) {
            case "start" -> begin(CompactRecord.START, now);
            case "block" -> begin(CompactRecord.BLOCK, now);
            case "unblock" -> begin(CompactRecord.UNBLOCK, now);
            default -> rare.plain(event, now);
        }
    }

    @Override
    public void view(
            long now, String id, long seq, List<String> members, boolean primary, @Nullable List<String> transitional) {
        int view = evidence.view(id, seq, members, primary, transitional);
        if (begin(CompactRecord.VIEW, now)) {
            out.number(view);
        }
    }

    @Override
    public void send(long now, long number, long hash, int sizeBytes, boolean last) {
        if (begin(last ? CompactRecord.SEND_LAST : CompactRecord.SEND, now)) {
            out.number(number);
            out.wide(hash);
            out.number(sizeBytes);
        }
    }

    @Override
    public void sent(long now, long number) {
        if (begin(CompactRecord.SENT, now)) {
            out.number(number);
        }
    }

    @Override
    public void failed(long now, long number) {
        if (begin(CompactRecord.FAILED, now)) {
            out.number(number);
        }
    }

    @Override
    public void deliver(long now, MessageReader.Message message, long place) {
        boolean readable = !message.id.equals(Payloads.UNREADABLE);
        CompactRecord record;
        if (readable) {
            record = place < 0 ? CompactRecord.DELIVER : CompactRecord.DELIVER_AT;
        } else {
            record = place < 0 ? CompactRecord.DELIVER_UNREADABLE : CompactRecord.DELIVER_UNREADABLE_AT;
        }
        if (!begin(record, now)) {
            return;
        }
        if (readable) {
            resolve(message);
            out.number(message.sender);
            out.number(message.number);
        }
        out.wide(message.hash);
        if (place >= 0) {
            out.number(place);
        }
    }

    private void resolve(MessageReader.Message message) {
        if (message.sender < 0) {
            int colon = message.id.lastIndexOf(':');
            message.sender = evidence.word(message.id.substring(0, colon));
            message.number = Long.parseLong(message.id, colon + 1, message.id.length(), 10);
        }
    }

    @Override
    public void safe(long now, String message) {
        if (message.equals(Payloads.UNREADABLE)) {
            rare.safe(now, message);
        } else if (begin(CompactRecord.SAFE, now)) {
            int colon = message.lastIndexOf(':');
            out.number(evidence.word(message.substring(0, colon)));
            out.number(Long.parseLong(message, colon + 1, message.length(), 10));
        }
    }

    @Override
    public void phase(long now, String name, boolean on) {
        if (begin(on ? CompactRecord.PHASE_ON : CompactRecord.PHASE_OFF, now)) {
            out.number(evidence.word(name));
        }
    }

    @Override
    public void suspect(long now, String who, boolean on) {
        if (begin(on ? CompactRecord.SUSPECT_ON : CompactRecord.SUSPECT_OFF, now)) {
            out.number(evidence.word(who));
        }
    }

    @Override
    public void state(long now, String dir, String view, String digest) {
        boolean in = dir.equals("in");
        if (!in && !dir.equals("out")) {
            rare.state(now, dir, view, digest);
        } else if (begin(in ? CompactRecord.STATE_IN : CompactRecord.STATE_OUT, now)) {
            out.number(evidence.word(view));
            out.text(digest);
        }
    }

    @Override
    public void lostquorum(long now, boolean on) {
        rare.lostquorum(now, on);
    }

    @Override
    public void overlap(long now, String with) {
        rare.overlap(now, with);
    }

    @Override
    public void sample(long now, long bufferedBytes, long boundBytes) {
        if (begin(CompactRecord.SAMPLE, now)) {
            out.signed(bufferedBytes);
            out.signed(boundBytes);
        }
    }

    @Override
    public void closed(long now, long events) {
        if (begin(CompactRecord.CLOSED, now)) {
            out.number(events);
        }
    }
}
