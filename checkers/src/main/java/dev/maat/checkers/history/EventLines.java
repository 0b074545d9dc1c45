package dev.maat.checkers.history;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/** Writes events as lines of the format, keys in its order. Keys that the format does not know come after the others. */
final class EventLines {
    private final StringBuilder out = new StringBuilder(96).append('{');

    private EventLines() {}

    static String line(History history, ProcessLog log, int index) {
        EventType type = log.type(index);
        if (type == EventType.OTHER && history.detail(log, index) instanceof Detail.Other other) {
            return other.line();
        }
        EventLines line = new EventLines();
        line.text("p", log.name()).number("t", log.timeNanos(index)).text("e", type.word());
        switch (type) {
            case START, BLOCK, UNBLOCK, LEAVE, LEFT, EXCLUDED -> {}
            case VIEW -> line.view(history, history.install(log, index));
            case SEND -> line.send(history, log.message(index));
            case SENT, FAILED, SAFE -> line.text("m", history.messageName(log.message(index)));
            case DELIVER -> line.deliver(history, log, index);
            case PHASE, SUSPECT, STATE, LOSTQUORUM, OVERLAP, SAMPLE, CLOSED, OTHER ->
                line.detail(history.detail(log, index));
        }
        return line.end(log.extra(index));
    }

    static String crash(ProcessLog log) {
        Crash crash = log.crash();
        if (crash == null) {
            throw new IllegalArgumentException(log.name() + " did not crash");
        }
        EventLines line = new EventLines();
        line.text("p", log.name()).number("t", crash.nanos()).text("e", "crash");
        String cause = crash.cause();
        if (cause == null) {
            line.text("cause", "unprovoked");
        } else if (cause.matches("0|-?[1-9][0-9]{0,17}")) {
            line.key("cause").append(cause);
        } else {
            line.text("cause", cause);
        }
        String detail = crash.detail();
        if (detail != null) {
            line.text("detail", detail);
        }
        return line.end(null);
    }

    private void view(History history, ViewInstall install) {
        ViewContent view = install.content();
        text("id", view.id()).number("seq", view.seq());
        int[] members = new int[view.size()];
        for (int rank = 0; rank < members.length; rank++) {
            members[rank] = view.member(rank);
        }
        processes(history, "members", members);
        flag("primary", view.primary());
        if (install.hasTransitional()) {
            processes(history, "transitional", install.transitional());
        }
        String of = view.transitionalOf();
        if (of != null) {
            text("kind", "transitional").text("of", of);
        }
        if (!view.generation().equals(history.header().generation())) {
            text("generation", view.generation());
        }
    }

    private void send(History history, int message) {
        MessageTable messages = history.messages();
        text("m", history.messageName(message));
        hash(history, messages.sendHashKind(message), messages.sendHash(message));
        if (messages.sizeBytes(message) >= 0) {
            number("size", messages.sizeBytes(message));
        }
        if (messages.last(message)) {
            flag("last", true);
        }
    }

    private void deliver(History history, ProcessLog log, int index) {
        int message = log.message(index);
        text("m", history.messageName(message));
        long @Nullable [] other = log.otherHash(index);
        if (other != null) {
            hash(history, (byte) other[0], other[1]);
        } else if (log.hasFirstHash(index)) {
            MessageTable messages = history.messages();
            hash(history, messages.firstHashKind(message), messages.firstHash(message));
        }
        String view = log.saidView(index);
        if (view != null) {
            text("view", view);
        }
        if (log.hasPlace(index)) {
            number("place", log.place(index));
        }
    }

    private void detail(Detail detail) {
        switch (detail) {
            case Detail.Phase phase -> text("name", phase.name()).flag("on", phase.on());
            case Detail.Suspect suspect -> text("who", suspect.who()).flag("on", suspect.on());
            case Detail.State state ->
                text("dir", state.in() ? "in" : "out")
                        .text("view", state.view())
                        .text("digest", state.digest());
            case Detail.LostQuorum lost -> flag("on", lost.on());
            case Detail.Overlap overlap -> text("with", overlap.with());
            case Detail.Sample sample -> number("buffered", sample.buffered()).number("bound", sample.bound());
            case Detail.Closed closed -> number("events", closed.events());
            case Detail.Other other -> throw new IllegalStateException("has its own line: " + other.line());
        }
    }

    private void hash(History history, byte kind, long hash) {
        if (kind != Hashes.NONE) {
            text("hash", history.hashes().text(kind, hash));
        }
    }

    private void processes(History history, String name, int[] processes) {
        key(name).append('[');
        for (int i = 0; i < processes.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            quoted(history.processName(processes[i]));
        }
        out.append(']');
    }

    private EventLines text(String name, String value) {
        key(name);
        quoted(value);
        return this;
    }

    private EventLines number(String name, long value) {
        key(name).append(value);
        return this;
    }

    private EventLines flag(String name, boolean value) {
        key(name).append(value);
        return this;
    }

    private StringBuilder key(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        return out.append('"').append(name).append("\":");
    }

    private void quoted(String value) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, out);
        out.append('"');
    }

    private String end(@Nullable String extra) {
        if (extra != null) {
            out.append(',').append(extra);
        }
        return out.append('}').toString();
    }
}
