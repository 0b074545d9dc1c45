package dev.maat.checkers.online.release;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import java.util.List;

/** A history built line by line, a nanosecond each, and the messages that can be released from it. */
abstract class ReleaseStory {
    final StringBuilder text = new StringBuilder(
            "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\",\"claims\":\"reliable\","
                    + "\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\",\"n3\"]}\n");
    long timeNanos;

    void event(String process, String name, String more) {
        text.append("{\"p\":\"%s\",\"t\":%d,\"e\":\"%s\"%s}\n".formatted(process, ++timeNanos, name, more));
    }

    void message(int number, String... deliverers) {
        String m = ",\"m\":\"n1.0:" + number + "\"";
        event("n1.0", "send", m);
        event("n1.0", "sent", m);
        for (String p : deliverers) {
            event(p, "deliver", m);
        }
    }

    void views(String... processes) {
        for (String p : processes) {
            event(p, "start", "");
            event(p, "view", ",\"id\":\"v1\",\"seq\":1,\"members\":[\"" + String.join("\",\"", processes) + "\"]");
        }
    }

    void placed(int number, int place) {
        String m = ",\"m\":\"n1.0:" + number + "\"";
        event("n1.0", "send", m);
        event("n1.0", "sent", m);
        event("n1.0", "deliver", m + ",\"place\":" + place);
        event("n2.0", "deliver", m + ",\"place\":" + place);
    }

    void edit(String was, String becomes) {
        text.replace(0, text.length(), text.toString().replace(was, becomes));
    }

    Release release() {
        return Release.of(Histories.parse(text.toString()), Long.MAX_VALUE);
    }

    /** By the numbers of n1's messages. */
    List<Long> gone() {
        History history = Histories.parse(text.toString());
        return Release.of(history, Long.MAX_VALUE).messages().stream()
                .mapToObj(m -> history.messages().number(m))
                .toList();
    }
}
