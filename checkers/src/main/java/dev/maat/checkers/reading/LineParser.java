package dev.maat.checkers.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.HistoryBuilder;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads any line, keys in any order, into a {@link HistoryBuilder}: the general path beside {@link CanonicalLines}. */
final class LineParser {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    static final int MAX_SIZE_BYTES = Integer.MAX_VALUE;

    private final HistoryBuilder builder;
    private final String generation;

    /** @param generation the generation of views whose lines do not name it */
    LineParser(HistoryBuilder builder, String generation) {
        this.builder = builder;
        this.generation = generation;
    }

    /** One line as a JSON object. */
    static JsonNode object(byte[] bytes, int from, int length) throws BadLineException {
        JsonNode node;
        try {
            node = JSON.readTree(bytes, from, length);
        } catch (JsonProcessingException notJson) {
            throw new BadLineException(
                    "not JSON: " + Fields.shorten(notJson.getOriginalMessage().replace('\n', ' ')),
                    "each line is one JSON object in UTF-8");
        } catch (IOException impossible) {
            throw new BadLineException(
                    "unreadable: " + impossible.getMessage(), "each line is one JSON object in UTF-8");
        }
        if (node == null || !node.isObject()) {
            throw new BadLineException("not a JSON object", "each line is one JSON object in UTF-8");
        }
        return node;
    }

    /** Takes a line that is not a header. */
    void accept(JsonNode line) throws BadLineException {
        Fields fields = new Fields(line);
        String name = fields.text("e");
        if (!fields.has("p") || line.get("p").isNull()) {
            harness(name, fields, line);
            return;
        }
        int process = builder.process(fields.text("p"));
        long nanos = fields.number("t");
        if (name.equals("crash")) {
            JsonNode detail = fields.get("detail");
            builder.crash(process, nanos, cause(fields), detail != null && detail.isTextual() ? detail.asText() : null);
            return;
        }
        EventType type = EventType.named(name);
        if (type == null) {
            throw unknown(name, "of a process");
        }
        int index = event(type, process, nanos, fields, line);
        String unknown = fields.rest();
        if (unknown != null) {
            builder.extra(process, index, unknown);
        }
    }

    private int event(EventType type, int process, long nanos, Fields fields, JsonNode line) throws BadLineException {
        return switch (type) {
            case START, BLOCK, UNBLOCK, LEAVE, LEFT, EXCLUDED -> builder.event(process, type, nanos, 0);
            case VIEW -> view(process, nanos, fields);
            case SEND -> send(process, nanos, fields);
            case SENT -> builder.sent(process, nanos, builder.message(fields.text("m")));
            case FAILED -> builder.failed(process, nanos, builder.message(fields.text("m")));
            case DELIVER -> deliver(process, nanos, fields);
            case SAFE -> safe(process, nanos, fields, line);
            case PHASE ->
                builder.event(process, type, nanos, new Detail.Phase(fields.text("name"), fields.flagOr("on", true)));
            case SUSPECT ->
                builder.event(process, type, nanos, new Detail.Suspect(fields.text("who"), fields.flagOr("on", true)));
            case STATE -> state(process, nanos, fields);
            case LOSTQUORUM -> builder.event(process, type, nanos, new Detail.LostQuorum(fields.flagOr("on", true)));
            case OVERLAP ->
                builder.event(process, type, nanos, new Detail.Overlap(String.valueOf(fields.textOr("with", ""))));
            case SAMPLE ->
                builder.event(
                        process, type, nanos, new Detail.Sample(fields.number("buffered"), fields.number("bound")));
            case CLOSED -> builder.event(process, type, nanos, new Detail.Closed(fields.number("events")));
            case OTHER -> builder.event(process, type, nanos, new Detail.Other(line.toString()));
        };
    }

    /** An indication of a message whose id could not be read is kept, and asks nothing: its delivery is a violation already. */
    private int safe(int process, long nanos, Fields fields, JsonNode line) throws BadLineException {
        int message = builder.message(fields.text("m"));
        if (message == ProcessLog.UNREADABLE) {
            return builder.event(process, EventType.OTHER, nanos, new Detail.Other(line.toString()));
        }
        return builder.event(process, EventType.SAFE, nanos, message);
    }

    static int[] requireMembers(int[] members) throws BadLineException {
        if (members.length == 0) {
            throw new BadLineException("a view without members", "list the members in rank order");
        }
        return members;
    }

    private int view(int process, long nanos, Fields fields) throws BadLineException {
        String id = fields.text("id");
        long seq = fields.number("seq");
        int[] members = requireMembers(processes(fields.texts("members")));
        List<String> transitional = fields.textsOrNull("transitional");
        String kind = fields.textOr("kind", "regular");
        String of = null;
        if ("transitional".equals(kind)) {
            of = fields.text("of");
        } else if (!"regular".equals(kind)) {
            throw new BadLineException("a view of kind '" + kind + "'", "a view is regular or transitional");
        }
        return builder.view(
                process,
                nanos,
                id,
                seq,
                members,
                fields.flagOr("primary", true),
                transitional == null ? null : processes(transitional),
                String.valueOf(fields.textOr("generation", generation)),
                of);
    }

    private int[] processes(List<String> names) throws BadLineException {
        int[] numbers = new int[names.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = builder.process(names.get(i));
        }
        return numbers;
    }

    private int send(int process, long nanos, Fields fields) throws BadLineException {
        int message = builder.message(fields.text("m"));
        long size = fields.numberOr("size", MessageTable.NONE);
        if (size < MessageTable.NONE || size > MAX_SIZE_BYTES) {
            throw new BadLineException("\"size\" is " + size, "a size in bytes is between 0 and " + MAX_SIZE_BYTES);
        }
        String hash = fields.hashOrNull("hash");
        return builder.send(process, nanos, message, (int) size, fields.flagOr("last", false), hash);
    }

    private int deliver(int process, long nanos, Fields fields) throws BadLineException {
        int message = builder.message(fields.text("m"));
        int index = builder.deliver(process, nanos, message, fields.hashOrNull("hash"));
        String view = fields.textOr("view", null);
        if (view != null) {
            builder.saidView(process, index, view);
        }
        if (fields.get("place") != null) {
            builder.place(process, index, fields.number("place"));
        }
        return index;
    }

    private int state(int process, long nanos, Fields fields) throws BadLineException {
        String dir = fields.text("dir");
        if (!dir.equals("in") && !dir.equals("out")) {
            throw new BadLineException("\"dir\" is '" + Fields.shorten(dir) + "'", "it is in (loaded) or out (kept)");
        }
        return builder.event(
                process,
                EventType.STATE,
                nanos,
                new Detail.State(dir.equals("in"), fields.text("view"), fields.text("digest")));
    }

    private static @Nullable String cause(Fields fields) throws BadLineException {
        JsonNode cause = fields.get("cause");
        if (cause == null) {
            throw Fields.missing("cause", "the id of a fault or \"unprovoked\"");
        }
        if (!cause.isIntegralNumber() && !cause.isTextual()) {
            throw Fields.wrong("cause", "the id of a fault or \"unprovoked\"", cause);
        }
        return cause.asText().equals("unprovoked") ? null : cause.asText();
    }

    private void harness(String name, Fields fields, JsonNode line) throws BadLineException {
        switch (name) {
            case "fault" -> fault(fields);
            case "quiet" -> quiet(fields);
            case "end" -> end(fields);
            default -> {
                if (EventType.named(name) != EventType.OTHER) {
                    throw EventType.named(name) != null || name.equals("crash")
                            ? Fields.missing("p", "the process")
                            : unknown(name, "of the harness");
                }
            }
        }
        builder.harness(line.toString(), name.startsWith("x-") ? fields.numberOr("t", 0) : fields.number("t"));
    }

    private void fault(Fields fields) throws BadLineException {
        JsonNode id = fields.get("id");
        if (id == null) {
            throw Fields.missing("id", "the id that a crash names as its cause");
        }
        JsonNode effect = fields.get("effect");
        builder.fault(
                id.asText(),
                fields.flag("on"),
                fields.number("t"),
                fields.textOr("kind", null),
                fields.json("detail"),
                fields.flagOrNull("bit"),
                effect != null && aboveZero(effect),
                fields.json("effect"));
    }

    private static boolean aboveZero(JsonNode effect) {
        if (effect.isNumber()) {
            return effect.doubleValue() > 0;
        }
        for (JsonNode part : effect) {
            if (aboveZero(part)) {
                return true;
            }
        }
        return false;
    }

    private void quiet(Fields fields) throws BadLineException {
        Map<String, String> probes = new LinkedHashMap<>();
        JsonNode said = fields.get("probes");
        if (said != null) {
            for (Map.Entry<String, JsonNode> probe : said.properties()) {
                probes.put(probe.getKey(), probe.getValue().asText());
            }
        }
        builder.quiet(fields.number("t"), List.copyOf(fields.texts("core")), probes);
    }

    private void end(Fields fields) throws BadLineException {
        String reason = fields.text("reason");
        if (!reason.equals("complete") && !reason.equals("timeout") && !reason.equals("harness-failure")) {
            throw new BadLineException(
                    "\"reason\" is '" + Fields.shorten(reason) + "'", "it is complete, timeout or harness-failure");
        }
        builder.end(fields.number("t"), reason);
    }

    private static BadLineException unknown(String name, String whose) {
        return new BadLineException(
                "unknown event '" + Fields.shorten(name) + "' " + whose,
                "events of your own begin with x-; the format knows no other");
    }
}
