package dev.maat.reports;

import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.io.IOException;
import java.io.Writer;

/** Goes through all events once: packs them into chunks, counts them in bins, and passes them to the findings. */
final class EventChunks {
    private final History history;
    private final Lanes lanes;
    private final Findings findings;
    private final Span span;
    private final Writer out;

    EventChunks(History history, Lanes lanes, Findings findings, Span span, Writer out) {
        this.history = history;
        this.lanes = lanes;
        this.findings = findings;
        this.span = span;
        this.out = out;
    }

    void write() throws IOException {
        ActivityBins bins = new ActivityBins(span, lanes.count());
        ChunkColumns chunk = new ChunkColumns();
        EventOrder order = new EventOrder(history);
        while (order.advance()) {
            findings.note(order);
            count(bins, order);
            add(chunk, order);
            if (chunk.isFull()) {
                flush(chunk);
                chunk = new ChunkColumns();
            }
        }
        if (!chunk.isEmpty()) {
            flush(chunk);
        }
        script("activity", bins.packed());
    }

    private void count(ActivityBins bins, EventOrder order) {
        ProcessLog log = order.log();
        int lane = log == null ? Lanes.NONE : lanes.ofProcess(log.process());
        EventType type = log == null || order.isCrash() ? null : log.type(order.index());
        bins.count(order.placedNanos(), lane, type == EventType.DELIVER, type == EventType.SEND);
    }

    private void add(ChunkColumns chunk, EventOrder order) {
        ProcessLog log = order.log();
        if (log == null) {
            EventOrder.HarnessLine line = order.harnessLine();
            chunk.begin(order, -1, EventKind.ofHarness(line.event()));
            chunk.text(line.text());
        } else if (order.isCrash()) {
            chunk.begin(order, log.process(), EventKind.CRASH);
            chunk.text(history.crashLine(log));
        } else {
            addEvent(chunk, order, log, order.index());
        }
    }

    private void addEvent(ChunkColumns chunk, EventOrder order, ProcessLog log, int index) {
        EventType type = log.type(index);
        chunk.begin(order, log.process(), EventKind.of(type));
        switch (type) {
            case SEND -> {
                message(chunk, log.message(index));
                chunk.value(history.messages().sizeBytes(log.message(index)));
            }
            case SENT, FAILED, SAFE -> message(chunk, log.message(index));
            case DELIVER -> delivery(chunk, log, index);
            case SAMPLE -> {
                if (history.detail(log, index) instanceof Detail.Sample sample) {
                    chunk.value(sample.buffered());
                }
                chunk.text(history.line(log, index));
            }
            case START, BLOCK, UNBLOCK, LEAVE, LEFT, EXCLUDED -> {}
            case VIEW, PHASE, SUSPECT, STATE, LOSTQUORUM, OVERLAP, CLOSED, OTHER ->
                chunk.text(history.line(log, index));
        }
    }

    private void delivery(ChunkColumns chunk, ProcessLog log, int index) {
        int message = log.message(index);
        message(chunk, message);
        if (log.hasPlace(index)) {
            chunk.value(log.place(index));
        }
        // An unusual delivery is shown as it was written.
        if (message < 0 || log.saidView(index) != null || history.payloadDiffers(log, index)) {
            chunk.text(history.line(log, index));
        }
    }

    private void message(ChunkColumns chunk, int message) {
        if (message >= 0) {
            chunk.message(history.messages().sender(message), history.messages().number(message));
        }
    }

    private void flush(ChunkColumns chunk) throws IOException {
        script("chunk-" + span.chunkCount(), chunk.packed());
        span.addChunk(chunk);
    }

    private void script(String id, String base64) throws IOException {
        out.append("<script type=\"application/x-chunk\" id=\"").append(id).append("\">");
        out.append(base64).append("</script>\n");
    }
}
