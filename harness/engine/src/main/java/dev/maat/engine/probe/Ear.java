package dev.maat.engine.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.NodeListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps what one node says, and waits for it. Thread-safe. */
final class Ear implements NodeListener {
    private static final int MAX_KEPT = 10_000;
    private static final int MAX_SHOWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A line of the history.
     *
     * @param atNanos when it came in, on this machine's monotonic clock
     */
    record Heard(String line, long atNanos) {}

    /** Tells how a node's process has ended, once its connection is gone. */
    interface EndOfProcess {
        String words() throws InterruptedException;
    }

    private final String node;
    private final EndOfProcess end;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private boolean isClosed;
    private String why = "";

    Ear(String node, EndOfProcess end) {
        this.node = node;
        this.end = end;
    }

    @Override
    public synchronized void historyLine(byte[] line) {
        if (heard.size() < MAX_KEPT) {
            heard.add(new Heard(new String(line, StandardCharsets.UTF_8), System.nanoTime()));
        }
        notifyAll();
    }

    @Override
    public synchronized void answer(Answer answer) {
        // Beats come all the time, and one is as good as many.
        if (answers.size() < MAX_KEPT && !(answer instanceof Answer.Beat && answers.contains(answer))) {
            answers.add(answer);
        }
        notifyAll();
    }

    @Override
    public synchronized void closed(@Nullable Exception reason) {
        isClosed = true;
        why = reason == null ? "" : String.valueOf(reason.getMessage());
        notifyAll();
    }

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    synchronized List<String> lines() {
        return heard.stream().map(Heard::line).toList();
    }

    /** The last line of the history that was heard. */
    synchronized String lastLine() {
        return heard.isEmpty() ? "nothing" : brief(heard.getLast().line());
    }

    /** All that the node said last, for a step that waits for another node. */
    synchronized String lastWords() {
        String answer = answers.isEmpty() ? "nothing" : brief(answers.getLast().toString());
        return node + "'s last answer: " + answer + "; its last line: " + lastLine();
    }

    /** The lines as objects. */
    List<JsonNode> events() throws WrongException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : lines()) {
            events.add(parse(line));
        }
        return events;
    }

    static JsonNode parse(String line) throws WrongException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new WrongException(
                    "a line that is no JSON: " + brief(line), "one JSON object a line, ended by a newline alone");
        }
    }

    static String brief(String line) {
        return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line;
    }

    /** Waits for an answer of this kind that meets the condition; what is right is told if none comes. */
    <T extends Answer> T await(Class<T> kind, Predicate<T> condition, long millis, String right)
            throws WrongException, InterruptedException {
        return await(
                () -> answers.stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .filter(condition)
                        .findFirst()
                        .orElse(null),
                millis,
                right);
    }

    /** Waits for an event of this name that meets the condition, and returns it. */
    JsonNode await(String event, Predicate<JsonNode> condition, long millis, String right)
            throws WrongException, InterruptedException {
        return await(
                () -> {
                    for (String line : lines()) {
                        JsonNode read = parse(line);
                        if (read.path("e").asText().equals(event) && condition.test(read)) {
                            return read;
                        }
                    }
                    return null;
                },
                millis,
                right);
    }

    private interface Look<T> {
        @Nullable
        T look() throws WrongException;
    }

    private synchronized <T> T await(Look<T> look, long millis, String right)
            throws WrongException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            T found = look.look();
            if (found != null) {
                return found;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (isClosed || left <= 0) {
                throw new WrongException(missing(millis), right);
            }
            wait(left);
        }
    }

    private String missing(long millis) throws InterruptedException {
        String how = isClosed
                ? node + "'s connection ended" + (why.isEmpty() ? "" : " (" + why + ")") + ": " + end.words()
                : "it did not come within " + millis + " ms";
        return how + "; " + lastWords();
    }

    /** Whether the node's probes are of sockets beside those of the group. */
    synchronized boolean saysBeside() {
        return answers.stream().anyMatch(answer -> answer instanceof Answer.Probed probed && probed.isBeside());
    }

    /** How many commands the node has refused or called wrong. */
    synchronized long errors() {
        return answers.stream()
                .filter(answer -> answer instanceof Answer.Refused || answer instanceof Answer.Failed)
                .count();
    }

    void awaitErrors(long count, long millis, String right) throws WrongException, InterruptedException {
        await(() -> errors() >= count ? Boolean.TRUE : null, millis, right);
    }

    /** Waits until the node has closed the connection. */
    void awaitClosed(long millis, String right) throws WrongException, InterruptedException {
        await(() -> isClosed ? Boolean.TRUE : null, millis, right);
    }
}
