package dev.maat.checkers.online;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.History;
import dev.maat.checkers.online.release.Release;
import dev.maat.checkers.properties.Checkers;
import dev.maat.checkers.reading.GrowingHistory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history while it is written. It takes lines one by one, those of each process in their order, with processes interleaved
 * in any way. {@link #look} judges the lines so far. {@link #judgement} gives in the end the judgement of the whole history. The judge
 * holds the messages in flight and lets the others go, as {@code LETTING-GO.md} explains. Not safe for several threads.
 */
public final class OnlineJudge implements Recall.LineTaker {
    /** A look is not worth its cost with fewer new lines. */
    public static final int DEFAULT_MIN_LINES = 4_096;

    /** Makes the judge try to let go at every look, whatever the cost. */
    public static final int EVERY_LOOK = 1;

    private static final long NO_HORIZON = Long.MAX_VALUE;

    private final Recall recall;
    private final int minLines;
    private final @Nullable Profile profile;
    private final int maxThreads;
    private final Firmness firmness = new Firmness();
    private final Map<PropertyId, PropertyResult> lost = new EnumMap<>(PropertyId.class);
    private final Map<String, Long> lastNanos = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final List<PropertyResult> told = new ArrayList<>();
    private GrowingHistory window = new GrowingHistory();
    private LineNumbers numbers = new LineNumbers();
    private LetGo letGo = new LetGo();
    private long lines;
    private long retained;
    private long nextLookAt;
    private long nextReleaseAt;
    private long latestNanos;
    private long horizonNanos = NO_HORIZON;
    private long nextHorizonNanos = NO_HORIZON;
    private int recalls;
    private boolean replaying;
    private boolean globalPlaces;
    private boolean ended;

    /**
     * @param recall gives the lines again
     * @param profile judged as if it were claimed; null for the claims of the header
     * @param minLines a look, and letting go, is not tried with fewer lines
     */
    public OnlineJudge(Recall recall, @Nullable Profile profile, int minLines) {
        this(recall, profile, minLines, Checkers.MAX_THREADS);
    }

    private OnlineJudge(Recall recall, @Nullable Profile profile, int minLines, int maxThreads) {
        this.recall = recall;
        this.profile = profile;
        this.maxThreads = maxThreads;
        this.minLines = Math.max(1, minLines);
        this.nextLookAt = this.minLines;
        this.nextReleaseAt = this.minLines;
    }

    /** A judge that starts no thread, for a JVM in which every new thread counts as the work of an implementation. */
    public static OnlineJudge onCallersThread(Recall recall, @Nullable Profile profile, int minLines) {
        return new OnlineJudge(recall, profile, minLines, 1);
    }

    /**
     * Takes a line, header or event.
     *
     * @throws HistoryInputException if it is neither; it names file, line, reason and remedy as the reader does
     */
    @Override
    public void line(String file, long number, byte[] bytes, int from, int length) {
        JsonNode line = GrowingHistory.object(file, number, bytes, from, length);
        boolean first = begun.add(file);
        if (line.has("format")) {
            if (!first) {
                throw new HistoryInputException(
                        file, number, "a header after other lines", "a header is the first line of its file");
            }
            header(file, number, line);
            return;
        }
        if (!letGo.nothing() && letGo.isMissedBy(line, globalPlaces)) {
            readAgain();
        }
        take(file, number, line);
        lastNanos.put(file, line.path("t").longValue());
    }

    private void header(String file, long number, JsonNode line) {
        boolean differs = window.header(file, number, line);
        globalPlaces |= line.path("places").asText("").equals("global");
        if (differs && lines > 0) {
            readAgain();
        }
    }

    /** Whether a header was taken: no event can be taken before it. */
    public boolean hasHeader() {
        return window.hasHeader();
    }

    private void take(String file, long number, JsonNode line) {
        String process = line.path("p").asText("");
        boolean isCrash = line.path("e").asText("").equals("crash");
        if (line.path("e").asText("").equals("closed") && line.path("events").isIntegralNumber()) {
            ((ObjectNode) line).put("events", line.path("events").longValue() - numbers.gone(process));
        }
        window.event(file, number, line);
        letGo.watch(line);
        ended |= process.isEmpty() && line.path("e").asText("").equals("end");
        lines++;
        retained++;
        latestNanos = Math.max(latestNanos, line.path("t").longValue());
        if (!process.isEmpty() && !isCrash) {
            numbers.line(process);
        }
    }

    /** Adds a flaw that was tolerated to the judgement's warnings. */
    public void warning(String warning) {
        window.warning(warning);
    }

    /** Messages that were let go are needed: reads every line again, and lets nothing go before the window has doubled. */
    private void readAgain() {
        if (replaying) {
            throw new IllegalStateException("a line needs a recall during a recall");
        }
        recalls++;
        window = window.afresh();
        numbers = new LineNumbers();
        letGo = new LetGo();
        lost.clear();
        lines = 0;
        retained = 0;
        replaying = true;
        try {
            recall.replay((file, number, bytes, from, length) -> {
                JsonNode line = GrowingHistory.object(file, number, bytes, from, length);
                if (!line.has("format")) {
                    take(file, number, line);
                }
            });
        } finally {
            replaying = false;
        }
        nextReleaseAt = whenDoubled();
    }

    /** Doubling keeps the sum of all windows that are judged to a few times the history. */
    private long whenDoubled() {
        return minLines == EVERY_LOOK ? 0 : Math.max(minLines, 2 * retained);
    }

    /** Whether enough lines came since the last look for another one. */
    public boolean isDue() {
        return lines >= nextLookAt;
    }

    /**
     * Tells the judge that every present line has been read. From then on it lets go only messages of the round before, since lines of
     * one file may be read before older lines of another.
     */
    public void caughtUp() {
        horizonNanos = nextHorizonNanos == NO_HORIZON ? Long.MIN_VALUE : nextHorizonNanos;
        nextHorizonNanos = latestNanos;
    }

    /** Tells the judge up to which time nearly all lines have been read. It lets go only older messages. */
    public void horizon(long nanos) {
        horizonNanos = nanos;
    }

    /** The time of the last line taken of a file; {@link Long#MIN_VALUE} if there is none. */
    public long lastNanos(String file) {
        return lastNanos.getOrDefault(file, Long.MIN_VALUE);
    }

    /**
     * Judges the lines so far, with every log taken to be complete up to its last line, and lets go the messages that it can.
     *
     * @return firm violations that were not returned before, of claimed properties and others, in the catalogue's order; the other
     *     violations are left to the {@link #judgement}
     */
    public List<PropertyResult> look() {
        List<PropertyResult> news = new ArrayList<>();
        if (!hasHeader()) {
            return news;
        }
        History beginning = window.beginning();
        Map<PropertyId, PropertyResult> results = Checkers.judge(beginning, maxThreads);
        // Lines of an earlier life of a recovering process may still come, so nothing is firm before the end.
        List<PropertyId> firm = beginning.header().resumes() ? List.of() : firmness.firm(results, beginning);
        for (PropertyId property : firm) {
            PropertyResult result = results.get(property);
            if (result != null) {
                news.add(numbers.renumbered(result));
            }
        }
        told.addAll(news);
        if (retained >= nextReleaseAt
                && !letGo.transitional()
                && !beginning.header().resumes()) {
            release();
        }
        nextLookAt = lines + Math.max(minLines, retained / 2);
        return news;
    }

    private void release() {
        History whole = window.soFar();
        Map<PropertyId, PropertyResult> before = Checkers.judge(whole, maxThreads);
        Release release = Release.of(whole, horizonNanos);
        if (!release.messages().isEmpty()) {
            GrowingHistory.Keep keep = (log, index) -> !release.drops(log, index);
            GrowingHistory rest = window.keeping(whole, keep);
            Map<PropertyId, PropertyResult> after = Checkers.judge(rest.soFar(), maxThreads);
            Map<PropertyId, PropertyResult> losses = Losses.between(before, after);
            if (losses != null) {
                losses.forEach((property, loss) -> lost.merge(property, numbers.renumbered(loss), Losses::sum));
                letGo.add(whole, release);
                numbers = numbers.keeping(whole, keep);
                window = rest;
                retained = lines - numbers.gone();
            }
        }
        nextReleaseAt = whenDoubled();
    }

    /** The judgement of all lines that were read, as if the whole history had been judged at once. */
    public Judgement judgement() {
        Map<PropertyId, PropertyResult> results = results();
        return Judge.of(window.soFar(), profile, results);
    }

    private Map<PropertyId, PropertyResult> results() {
        History history = window.soFar();
        if (!letGo.nothing() && Losses.atTheEnd(history, letGo)) {
            readAgain();
            history = window.soFar();
        }
        Map<PropertyId, PropertyResult> results = new EnumMap<>(PropertyId.class);
        letGo.cases().addedTo(history, Checkers.judge(history, maxThreads)).forEach((property, result) -> {
            PropertyResult renumbered = numbers.renumbered(result);
            PropertyResult before = lost.get(property);
            results.put(property, before == null ? renumbered : Losses.restored(property, renumbered, before));
        });
        return results;
    }

    /** The properties that the verdict is about, by the lines so far. */
    public List<PropertyId> claimed() {
        History history = window.soFar();
        return profile == null ? Judge.claimed(history) : profile.properties(history);
    }

    /** Violations that {@link #look} has returned so far. */
    public List<PropertyResult> told() {
        return List.copyOf(told);
    }

    /** Whether the {@code end} line was read. */
    public boolean ended() {
        return ended;
    }

    /** Events read. */
    public long events() {
        return lines;
    }

    /** The latest time of an event read. */
    public long latestNanos() {
        return latestNanos;
    }

    /** Events held. */
    public long retained() {
        return retained;
    }

    /** How often all lines had to be read again. */
    public int recalls() {
        return recalls;
    }

    /** Distinct views so far. */
    public int views() {
        return hasHeader() ? window.soFar().viewIdCount() : 0;
    }
}
