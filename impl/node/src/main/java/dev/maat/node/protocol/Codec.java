package dev.maat.node.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SequencedMap;

/** Turns commands and answers into lines and back. A line is read without its newline and written with it. */
public final class Codec {
    private static final int MIN_PACKET_BYTES = 64;

    /** A datagram carries 65,507 bytes; the rest is left for headers in front of the packet. */
    private static final int MAX_PACKET_BYTES = 65_000;

    private static final int MAX_PAYLOAD_BYTES = 64 << 20;
    private static final int MAX_EXIT_CODE = 255;
    private static final int MAX_SHOWN_CHARACTERS = 40;
    private static final byte[] ANSWER = "{\"answer\"".getBytes(StandardCharsets.US_ASCII);

    private Codec() {}

    /** Whether this line from a node is an answer; any other line is a line of the history. */
    public static boolean isAnswer(byte[] line) {
        return line.length >= ANSWER.length && Arrays.equals(line, 0, ANSWER.length, ANSWER, 0, ANSWER.length);
    }

    /**
     * Reads one command.
     *
     * @throws ProtocolException if the line is not a command; the message says why
     */
    public static Command command(byte[] line) throws ProtocolException {
        Fields fields = Fields.parse(line);
        String name = fields.text("cmd");
        Command command =
                switch (name) {
                    case "hello" -> hello(fields);
                    case "start" -> start(fields);
                    case "follow" -> new Command.Follow(fields.number("line", 0, Long.MAX_VALUE));
                    case "multicast" ->
                        new Command.Multicast(
                                fields.number("number", 1, Long.MAX_VALUE),
                                (int) fields.number("size", 0, Integer.MAX_VALUE),
                                fields.flag("last"));
                    case "probe" -> new Command.Probe(fields.number("id", 0, Long.MAX_VALUE));
                    case "leave" -> new Command.Leave();
                    case "stop" -> new Command.Stop();
                    case "exit" -> new Command.Exit();
                    default ->
                        throw new ProtocolException("unknown command '" + brief(name)
                                + "'; known: hello, start, follow, multicast, probe, leave, stop, exit");
                };
        fields.end();
        return command;
    }

    private static Command.Hello hello(Fields fields) throws ProtocolException {
        String protocol = fields.text("protocol");
        if (!protocol.equals(Protocol.NAME)) {
            throw new ProtocolException("the harness speaks '" + brief(protocol) + "', not " + Protocol.NAME);
        }
        return new Command.Hello((int) fields.number("version", 0, Integer.MAX_VALUE), fields.text("token"));
    }

    private static Command.Start start(Fields fields) throws ProtocolException {
        Fields limits = fields.object("limits");
        var startLimits = new Command.StartLimits(
                (int) limits.number("maxPacketBytes", MIN_PACKET_BYTES, MAX_PACKET_BYTES),
                (int) limits.number("maxPayloadBytes", 1, MAX_PAYLOAD_BYTES),
                limits.number("maxBufferBytes", 1, Long.MAX_VALUE),
                limits.number("maxCallMillis", 1, Long.MAX_VALUE));
        limits.end();
        return new Command.Start(
                fields.text("implementation"),
                fields.object("options").allTexts(),
                fields.text("transport"),
                fields.object("addresses").allTexts(),
                fields.optionalText("multicastGroup"),
                fields.texts("founders"),
                fields.text("generation"),
                fields.number("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                fields.number("originNanos", Long.MIN_VALUE, Long.MAX_VALUE),
                fields.number("nowNanos", Long.MIN_VALUE, Long.MAX_VALUE),
                startLimits,
                (int) fields.optionalNumber("stateBytes", 0, Integer.MAX_VALUE, 0));
    }

    /** Writes one command, its newline included. */
    public static byte[] encode(Command command) {
        ObjectNode line = Fields.JSON.createObjectNode();
        switch (command) {
            case Command.Hello hello ->
                line.put("cmd", "hello")
                        .put("protocol", Protocol.NAME)
                        .put("version", hello.version())
                        .put("token", hello.token());
            case Command.Start start -> encode(start, line);
            case Command.Follow follow -> line.put("cmd", "follow").put("line", follow.line());
            case Command.Multicast multicast ->
                line.put("cmd", "multicast")
                        .put("number", multicast.number())
                        .put("size", multicast.size())
                        .put("last", multicast.last());
            case Command.Probe probe -> line.put("cmd", "probe").put("id", probe.id());
            case Command.Leave ignored -> line.put("cmd", "leave");
            case Command.Stop ignored -> line.put("cmd", "stop");
            case Command.Exit ignored -> line.put("cmd", "exit");
        }
        return bytes(line);
    }

    private static void encode(Command.Start start, ObjectNode line) {
        line.put("cmd", "start").put("implementation", start.implementation());
        texts(line.putObject("options"), start.options());
        line.put("transport", start.transport());
        texts(line.putObject("addresses"), start.addresses());
        if (start.multicastGroup() != null) {
            line.put("multicastGroup", start.multicastGroup());
        }
        start.founders().forEach(line.putArray("founders")::add);
        line.put("generation", start.generation())
                .put("seed", start.seed())
                .put("originNanos", start.originNanos())
                .put("nowNanos", start.nowNanos());
        line.putObject("limits")
                .put("maxPacketBytes", start.limits().maxPacketBytes())
                .put("maxPayloadBytes", start.limits().maxPayloadBytes())
                .put("maxBufferBytes", start.limits().maxBufferBytes())
                .put("maxCallMillis", start.limits().maxCallMillis());
        if (start.stateBytes() > 0) {
            line.put("stateBytes", start.stateBytes());
        }
    }

    /**
     * Reads one answer.
     *
     * @throws ProtocolException if the line is not an answer; the message says why
     */
    public static Answer answer(byte[] line) throws ProtocolException {
        Fields fields = Fields.parse(line);
        String name = fields.text("answer");
        Answer answer =
                switch (name) {
                    case "hello" -> helloBack(fields);
                    case "beat" -> new Answer.Beat(fields.number("unscheduledMillis", 0, Long.MAX_VALUE));
                    case "started" -> new Answer.Started(fields.text("process"), fields.flag("founder"));
                    case "probe" ->
                        new Answer.Probed(
                                fields.number("id", 0, Long.MAX_VALUE),
                                fields.text("via"),
                                fields.object("received").allNumbers());
                    case "refused" ->
                        new Answer.Refused(fields.number("number", 1, Long.MAX_VALUE), fields.text("why"));
                    case "error" -> new Answer.Failed(fields.text("why"));
                    case "ended" ->
                        new Answer.Ended(
                                fields.text("process"),
                                (int) fields.number("exitCode", 0, MAX_EXIT_CODE),
                                fields.text("why"));
                    default ->
                        throw new ProtocolException("unknown answer '" + brief(name)
                                + "'; known: hello, beat, started, probe, refused, error, ended");
                };
        fields.end();
        return answer;
    }

    private static Answer.Hello helloBack(Fields fields) throws ProtocolException {
        String protocol = fields.text("protocol");
        long version = fields.number("version", 0, Integer.MAX_VALUE);
        if (!protocol.equals(Protocol.NAME) || version != Protocol.VERSION) {
            throw new ProtocolException("the node speaks '" + brief(protocol) + "' version " + version + ", not "
                    + Protocol.NAME + " version " + Protocol.VERSION);
        }
        return new Answer.Hello((int) version, fields.text("node"), fields.optionalText("process"));
    }

    /** Writes one answer, its newline included. */
    public static byte[] encode(Answer answer) {
        ObjectNode line = Fields.JSON.createObjectNode();
        switch (answer) {
            case Answer.Hello hello ->
                line.put("answer", "hello")
                        .put("protocol", Protocol.NAME)
                        .put("version", hello.version())
                        .put("node", hello.node())
                        .put("process", hello.process());
            case Answer.Beat beat -> line.put("answer", "beat").put("unscheduledMillis", beat.unscheduledMillis());
            case Answer.Started started ->
                line.put("answer", "started").put("process", started.process()).put("founder", started.founder());
            case Answer.Probed probed -> {
                line.put("answer", "probe").put("id", probed.id()).put("via", probed.via());
                ObjectNode received = line.putObject("received");
                probed.received().forEach(received::put);
            }
            case Answer.Refused refused ->
                line.put("answer", "refused").put("number", refused.number()).put("why", refused.why());
            case Answer.Failed failed -> line.put("answer", "error").put("why", failed.why());
            case Answer.Ended ended ->
                line.put("answer", "ended")
                        .put("process", ended.process())
                        .put("exitCode", ended.exitCode())
                        .put("why", ended.why());
        }
        return bytes(line);
    }

    private static void texts(ObjectNode object, SequencedMap<String, String> texts) {
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            object.put(entry.getKey(), entry.getValue());
        }
    }

    private static byte[] bytes(ObjectNode line) {
        try {
            return (Fields.JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }

    /** Hostile text, cut short for an error message. */
    private static String brief(String text) {
        return text.length() <= MAX_SHOWN_CHARACTERS ? text : text.substring(0, MAX_SHOWN_CHARACTERS) + "...";
    }
}
