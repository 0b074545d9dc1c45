package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.scenario.conductor.port.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSessionTest implements NodeSession.Owner {
    private static final String START = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}";
    private static final String SENT = "{\"p\":\"n1.0\",\"t\":2,\"e\":\"sent\",\"m\":\"n1.0:1\"}";
    private static final String LEFT = "{\"p\":\"n1.0\",\"t\":3,\"e\":\"left\"}";

    @TempDir
    Path folder;

    private final List<Observation> observed = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int disconnections;
    private long unscheduledMillis;

    private NodeSession session() {
        return new NodeSession("n1", this, process -> folder.resolve(process + ".jsonl"));
    }

    private static void report(NodeSession session, String line) {
        session.historyLine(line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void observe(Observation observation) {
        observed.add(observation);
    }

    @Override
    public void probed(String node, Answer.Probed answer) {}

    @Override
    public void unscheduled(String node, long millis) {
        unscheduledMillis += millis;
    }

    @Override
    public void disconnected(NodeSession session) {
        disconnections++;
    }

    @Override
    public void failed(String why) {
        failures.add(why);
    }

    @Test
    void aReportedLineIsObservedAndKept() {
        NodeSession session = session();

        report(session, START);
        report(session, SENT);
        session.closed(null);

        assertThat(observed).containsExactly(new Observation.Started("n1.0"), new Observation.Sent("n1.0", 1));
        assertThat(folder.resolve("n1.0.jsonl")).hasContent(START + "\n" + SENT + "\n");
        assertThat(disconnections).isOne();
        assertThat(failures).isEmpty();
    }

    @Test
    void linesThatOnlyTheEvidenceHasAreObservedAfterwardsWithoutATornOne() throws Exception {
        NodeSession session = session();
        report(session, START);
        session.closed(null);
        observed.clear();
        Files.writeString(
                folder.resolve("n1.0.jsonl"),
                SENT + "\n" + LEFT + "\n" + LEFT.substring(0, 20),
                StandardOpenOption.APPEND);

        session.reportRest(this::observe);

        assertThat(observed).containsExactly(new Observation.Sent("n1.0", 1), new Observation.Left("n1.0"));
    }

    @Test
    void aLineBeforeTheStartLineAndALineThatIsNoHistoryLineFailTheHarness() {
        NodeSession early = session();
        report(early, SENT);
        NodeSession confused = session();
        report(confused, "hello");

        assertThat(failures)
                .containsExactly(
                        "node n1 sent a line before its start line: " + SENT,
                        "node n1 sent a line that is no history line: not a history line: hello");
    }

    @Test
    void aLineOfAProcessThatIsNotTheNodesFailsTheHarnessAndIsNotKept() {
        String foreign = SENT.replace("n1.0", "n2.0");
        NodeSession session = session();
        report(session, START);
        report(session, foreign);
        session.closed(null);
        report(session(), START.replace("n1.0", "harness"));
        report(session(), START.replace("n1.0", "n1"));

        assertThat(failures)
                .hasSize(3)
                .allMatch(why -> why.startsWith("node n1 sent a line that is no history line: "))
                .first()
                .asString()
                .endsWith("'n2.0' is no process of this node in: " + foreign);
        assertThat(observed).containsExactly(new Observation.Started("n1.0"));
        assertThat(folder.resolve("n1.0.jsonl")).hasContent(START + "\n");
        assertThat(folder.resolve("harness.jsonl")).doesNotExist();
    }

    @Test
    void aRefusedMulticastIsReportedAsFailed() {
        NodeSession session = session();
        report(session, START);
        observed.clear();

        session.answer(new Answer.Refused(5, "held back"));

        assertThat(observed).containsExactly(new Observation.Failed("n1.0", 5));
    }

    /** A run would otherwise end as not exercised, and not say why: no fault ever overlaps an event of the first milliseconds. */
    @Test
    void aStartWhoseTimeIsInAnotherUnitFailsTheHarnessWithTheRemedy() {
        long age = TimeUnit.SECONDS.toNanos(2);
        long origin = System.nanoTime() - age;
        NodeSession inNanos = session();
        inNanos.send(started(origin, origin + age));
        report(inNanos, START.replace("\"t\":1", "\"t\":" + age));
        assertThat(failures).isEmpty();

        NodeSession inMicros = session();
        inMicros.send(started(origin, origin + age));
        report(inMicros, START.replace("\"t\":1", "\"t\":" + age / 1000));

        assertThat(failures)
                .singleElement()
                .asString()
                .contains("node n1: its line 'start' has t 2000000", "nanoseconds since the run began", "originNanos");
    }

    private static Command.Start started(long originNanos, long nowNanos) {
        return new Command.Start(
                "mine",
                new LinkedHashMap<>(),
                "udp",
                new LinkedHashMap<>(),
                null,
                List.of("n1"),
                "g1",
                1,
                originNanos,
                nowNanos,
                new Command.StartLimits(1_400, 1 << 18, 8 << 20, 60_000),
                0);
    }

    @Test
    void aSessionIsSilentFromItsLastMessageToTheEndOfItsConnection() {
        NodeSession session = session();
        long later = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
        assertThat(session.silenceMillis(later)).isZero();

        session.answer(new Answer.Beat(0));
        session.answer(new Answer.Beat(6_000));
        assertThat(session.silenceMillis(later)).isBetween(1L, 100_000L);
        assertThat(unscheduledMillis).isEqualTo(6_000);

        session.closed(null);
        assertThat(session.silenceMillis(later)).isZero();
    }

    @Test
    void aSessionWithoutAConnectionSendsNothing() {
        assertThat(session().send(new Command.Leave())).isFalse();
    }
}
