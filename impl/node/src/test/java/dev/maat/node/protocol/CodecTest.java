package dev.maat.node.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    static List<Command> commands() {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        addresses.put("n2", "10.0.0.2:7000");
        addresses.put("n1", "10.0.0.1:7000");
        return List.of(
                new Command.Start(
                        "zoo:hasty-flush",
                        new LinkedHashMap<>(Map.of("ordering", "total")),
                        "multicast",
                        addresses,
                        "239.1.1.1:7100",
                        List.of("n1"),
                        "g\"1\n",
                        Long.MIN_VALUE,
                        -5,
                        Long.MAX_VALUE,
                        new Command.StartLimits(1_400, 10, 1L << 40, 90_000),
                        1 << 20),
                new Command.Hello(2, "a \"secret\""),
                new Command.Follow(0),
                new Command.Multicast(17, 128, true),
                new Command.Probe(3),
                new Command.Leave(),
                new Command.Stop());
    }

    static List<Answer> answers() {
        SequencedMap<String, Long> received = new LinkedHashMap<>();
        received.put("n3", 0L);
        received.put("n2", 1L << 40);
        return List.of(
                new Answer.Hello(2, "n1", null),
                new Answer.Hello(2, "n1", "n1.4"),
                new Answer.Beat(0),
                new Answer.Beat(6_500),
                new Answer.Started("n1.0", true),
                new Answer.Probed(3, "transport", received),
                new Answer.Refused(7, "no \"room\""),
                new Answer.Failed("ünknown"),
                new Answer.Ended("n1.0", 70, "crashed"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsReadAsItWasWritten(Command command) throws ProtocolException {
        assertThat(Codec.command(line(Codec.encode(command)))).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsReadAsItWasWritten(Answer answer) throws ProtocolException {
        byte[] line = line(Codec.encode(answer));
        assertThat(Codec.isAnswer(line)).isTrue();
        assertThat(Codec.answer(line)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense                                              | not JSON
            {"cmd":"probe","id":1                                 | not JSON
            {"cmd":"probe","id":1}{}                              | not JSON
            {"cmd":"probe","id":1,"id":2}                         | not JSON
            [[[[[[1]]]]]]                                         | not JSON
            []                                                    | must be a JSON object
            {}                                                    | 'cmd' is missing
            {"cmd":7}                                             | 'cmd' must be text
            {"cmd":"reboot"}                                      | unknown command 'reboot'
            {"cmd":"stop","now":true}                             | unknown key 'now'
            {"cmd":"probe","id":-1}                               | 'id' must be a whole number
            {"cmd":"probe","id":1.5}                              | 'id' must be a whole number
            {"cmd":"probe","id":99999999999999999999}             | 'id' must be a whole number
            {"cmd":"probe","id":999999999999999999999999}         | not JSON
            {"cmd":"multicast","number":1,"size":1,"last":"yes"}  | 'last' must be true or false
            {"cmd":"hello","protocol":"http","version":2,"token":"t"} | speaks 'http'
            {"cmd":"start","limits":7}                            | 'limits' must be a JSON object
            """)
    void theErrorOfAWrongCommandSaysWhy(String line, String message) {
        assertThatThrownBy(() -> Codec.command(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    @Property(tries = 300)
    void noBytesHarmTheReaderOfCommands(@ForAll byte[] line, @ForAll @IntRange(max = 60) int at) {
        byte[] start = Codec.encode(commands().getFirst());
        byte[] hostile = Arrays.copyOf(start, start.length);
        System.arraycopy(line, 0, hostile, at, Math.min(line.length, hostile.length - at));
        for (byte[] bytes : List.of(line, hostile)) {
            try {
                assertThat(Codec.command(bytes)).isNotNull();
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Property(tries = 200)
    void linesAreSplitHoweverTheBytesArrive(@ForAll List<@IntRange(max = 300) Integer> lengths) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int length : lengths) {
            text.append("x".repeat(length)).append('\n');
        }
        text.append("torn");
        LineReader reader = new LineReader(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        return super.read(to, offset, Math.min(length, 7));
                    }
                },
                300);
        for (int length : lengths) {
            assertThat(reader.next()).hasSize(length);
        }
        assertThat(reader.next()).isNull();
    }

    @Test
    void aLineThatIsTooLongEndsTheReading() {
        LineReader reader = new LineReader(new ByteArrayInputStream(new byte[100_000]), 1_000);
        assertThatThrownBy(reader::next)
                .isInstanceOf(LineReader.LineTooLongException.class)
                .hasMessageContaining("1000 bytes");
    }

    private static byte[] line(byte[] withNewline) {
        assertThat(withNewline[withNewline.length - 1]).isEqualTo((byte) '\n');
        return Arrays.copyOf(withNewline, withNewline.length - 1);
    }
}
