package dev.maat.checkers.online;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.GrowingHistory;
import dev.maat.checkers.history.History;
import dev.maat.checkers.online.release.Release;
import dev.maat.checkers.properties.Checkers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history while it is written. Lines go in one by one, those of each process in their order, processes interleaved in
 * any way; {@link #look} judges what there is, {@link #judgement} gives in the end what the whole history judged at once would
 * give. Holds what is in flight and lets the rest go; see the documentation of the package. Not safe for several threads.
 */
public final class OnlineJudge implements Recall.LineTaker {
    /** A window smaller than this is not worth a look of its own. */
    public static final int DEFAULT_MIN_LINES = 4_096;

    /** Letting go is tried at every look, whatever it costs. */
    public static final int EVERY_LOOK = 1;

    private static final long NO_HORIZON = Long.MAX_VALUE;

    private final Recall recall;
    private final int minLines;
    private final @Nullable Profile profile;
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
     * @param profile judged as if it were claimed; null for what the header claims
     * @param minLines a look, and letting go, is not tried with fewer lines than this
     */
    public OnlineJudge(Recall recall, @Nullable Profile profile, int minLines) {
        this.recall = recall;
        this.profile = profile;
        this.minLines = Math.max(1, minLines);
        this.nextLookAt = this.minLines;
        this.nextReleaseAt = this.minLines;
    }

    /**
     * Takes a line, header or event.
     *
     * @throws HistoryInputException if it is neither; it names file, line, reason and remedy, as in judging a whole history
     */
    @Override
    public void line(String file, long number, byte[] bytes, int from, int length) {
        JsonNode line = GrowingHistory.object(file, number, bytes, from, length);
        boolean first = begun.add(file);
        if (line.has("format")) {
            if (!first) {
                throw new HistoryInputException(
                        file, number, "a header behind other lines", "a header is the first line of its file");
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

    /** Whether a header came: without one no event can be taken. */
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

    /** Something that was put up with, for the judgement's warnings. */
    public void warning(String warning) {
        window.warning(warning);
    }

    /** Everything let go is needed: all is read again, and nothing is let go before the window has doubled. */
    private void readAgain() {
        if (replaying) {
            throw new IllegalStateException("a line that is read again asks to be read again");
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

    /** So all the windows that are gone through add up to a few times the history. */
    private long whenDoubled() {
        return minLines == EVERY_LOOK ? 0 : Math.max(minLines, 2 * retained);
    }

    /** Whether so much has come since the last look that another one pays. */
    public boolean isDue() {
        return lines >= nextLookAt;
    }

    /**
     * Says that all there was to read has been read. From then on what is let go is a round older: lines of one file may be read
     * before older ones of another.
     */
    public void caughtUp() {
        horizonNanos = nextHorizonNanos == NO_HORIZON ? Long.MIN_VALUE : nextHorizonNanos;
        nextHorizonNanos = latestNanos;
    }

    /** Says up to which time about everything has been read. Only what is older is let go. */
    public void horizon(long nanos) {
        horizonNanos = nanos;
    }

    /** The time of the last line of a file that was taken; the earliest there is if none was. */
    public long lastNanos(String file) {
        return lastNanos.getOrDefault(file, Long.MIN_VALUE);
    }

    /**
     * Judges what there is so far, taking every log to be complete up to its last line, and lets go what can be.
     *
     * @return violations that were not told before and that no later line can mend, of what is claimed or not, in the catalogue's
     *     order; the others are for the {@link #judgement}
     */
    public List<PropertyResult> look() {
        List<PropertyResult> news = new ArrayList<>();
        if (!hasHeader()) {
            return news;
        }
        History beginning = window.beginning();
        Map<PropertyId, PropertyResult> results = Checkers.judge(beginning);
        for (PropertyId property : firmness.firm(results, beginning)) {
            PropertyResult result = results.get(property);
            if (result != null) {
                news.add(numbers.renumbered(result));
            }
        }
        told.addAll(news);
        if (retained >= nextReleaseAt && !letGo.transitional()) {
            release();
        }
        nextLookAt = lines + Math.max(minLines, retained / 2);
        return news;
    }

    private void release() {
        History whole = window.soFar();
        Map<PropertyId, PropertyResult> before = Checkers.judge(whole);
        Release release = Release.of(whole, horizonNanos);
        if (!release.messages().isEmpty()) {
            GrowingHistory.Keep keep = (log, index) -> !release.drops(log, index);
            GrowingHistory rest = window.keeping(whole, keep);
            Map<PropertyId, PropertyResult> after = Checkers.judge(rest.soFar());
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

    /** The judgement of all that was read, as if the whole history had been judged at once. */
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
        letGo.cases().addedTo(history, Checkers.judge(history)).forEach((property, result) -> {
            PropertyResult renumbered = numbers.renumbered(result);
            PropertyResult before = lost.get(property);
            results.put(property, before == null ? renumbered : Losses.restored(property, renumbered, before));
        });
        return results;
    }

    /** What the verdict is about, of what was read so far. */
    public List<PropertyId> claimed() {
        History history = window.soFar();
        return profile == null ? Judge.claimed(history) : profile.properties(history);
    }

    /** Violations told so far. */
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

    /** How often what was let go had to be read again. */
    public int recalls() {
        return recalls;
    }

    /** Distinct views so far. */
    public int views() {
        return hasHeader() ? window.soFar().viewIdCount() : 0;
    }
}
