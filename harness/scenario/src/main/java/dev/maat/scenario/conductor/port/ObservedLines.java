package dev.maat.scenario.conductor.port;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.maat.faults.Marks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns lines of a process's history, as its node reports them, into observations. */
public final class ObservedLines {
    private static final JsonFactory JSON = new JsonFactory();

    /** The {@link Observation.InPhase} between a {@code block} and its {@code unblock}. */
    public static final String BLOCKED = Marks.BLOCK;

    /** The {@link Observation.InPhase} of a process that has lost its quorum. */
    public static final String WITHOUT_QUORUM = "lost quorum";

    private ObservedLines() {}

    /**
     * The observation that the line stands for; null if the conductor does not need the line.
     *
     * @param line one history line, with or without its newline
     * @param isReporter whether a process of this name may report the line: a node speaks for its own processes alone
     * @throws IllegalArgumentException if the line is not a JSON object, is another process's, or lacks a key that its event must have
     */
    public static @Nullable Observation parse(String line, Predicate<String> isReporter) {
        Fields fields = read(line);
        String process = fields.need(fields.p, "p", line);
        if (!isReporter.test(process)) {
            throw new IllegalArgumentException("'" + process + "' is no process of this node in: " + line);
        }
        if (fields.e == null) {
            return null;
        }
        return switch (fields.e) {
            case "start" -> new Observation.Started(process);
            case "view" ->
                new Observation.Installed(
                        process, fields.need(fields.id, "id", line), fields.seq, fields.members, fields.primary);
            case "sent" -> new Observation.Sent(process, number(fields.need(fields.m, "m", line), line));
            case "failed" -> new Observation.Failed(process, number(fields.need(fields.m, "m", line), line));
            case "deliver" -> new Observation.Delivered(process, fields.need(fields.m, "m", line));
            case "suspect" -> new Observation.Suspected(process, fields.need(fields.who, "who", line), fields.on);
            case "phase" -> new Observation.InPhase(process, fields.need(fields.name, "name", line), fields.on);
            case "block" -> new Observation.InPhase(process, BLOCKED, true);
            case "unblock" -> new Observation.InPhase(process, BLOCKED, false);
            case "lostquorum" -> new Observation.InPhase(process, WITHOUT_QUORUM, fields.on);
            case "state" ->
                fields.need(fields.dir, "dir", line).equals("in")
                        ? new Observation.LoadedState(process)
                        : new Observation.TookState(process);
            case "send" -> new Observation.Invoked(process, number(fields.need(fields.m, "m", line), line));
            case "leave" -> new Observation.AskedToLeave(process);
            case "closed" -> new Observation.ClosedLog(process);
            case "left" -> new Observation.Left(process);
            case "excluded" -> new Observation.Excluded(process);
            default -> null;
        };
    }

    private static long number(String messageId, String line) {
        try {
            return Long.parseLong(messageId.substring(messageId.lastIndexOf(':') + 1));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("no message number in: " + line, notANumber);
        }
    }

    private static Fields read(String line) {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a history line: " + line);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case "p" -> fields.p = parser.getText();
                    case "e" -> fields.e = parser.getText();
                    case "id" -> fields.id = parser.getText();
                    case "dir" -> fields.dir = parser.getText();
                    case "name" -> fields.name = parser.getText();
                    case "m" -> fields.m = parser.getText();
                    case "who" -> fields.who = parser.getText();
                    case "on" -> fields.on = parser.getBooleanValue();
                    case "primary" -> fields.primary = parser.getBooleanValue();
                    case "seq" -> fields.seq = parser.getLongValue();
                    case "members" -> fields.members = texts(parser, line);
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not a history line: " + line, notJson);
        }
        return fields;
    }

    private static List<String> texts(JsonParser parser, String line) throws IOException {
        List<String> texts = new ArrayList<>();
        JsonToken token = parser.currentToken() == JsonToken.START_ARRAY ? parser.nextToken() : null;
        while (token == JsonToken.VALUE_STRING) {
            texts.add(parser.getText());
            token = parser.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException("no list of names where one belongs in: " + line);
        }
        return texts;
    }

    private static final class Fields {
        @Nullable
        String p;

        @Nullable
        String e;

        @Nullable
        String id;

        @Nullable
        String m;

        @Nullable
        String who;

        @Nullable
        String name;

        @Nullable
        String dir;

        boolean on;
        boolean primary = true;
        long seq;
        List<String> members = List.of();

        String need(@Nullable String value, String key, String line) {
            if (value == null) {
                throw new IllegalArgumentException("no '" + key + "' in: " + line);
            }
            return value;
        }
    }
}
