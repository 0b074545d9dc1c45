package dev.maat.engine.hunt;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.SeedResult;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Seeds that failed in the same way. Its key does not depend on the seed, so findings of shards meet.
 *
 * @param sort what failed
 * @param property the first claimed property that is violated; empty unless something is
 * @param cause the sentence of the failure without the names and numbers of one run: the same words hint at the same cause
 * @param count the number of seeds
 * @param firstSeed the least of them
 * @param configuration of the first seed
 * @param sentence of the first seed
 * @param kept run directories of some of the seeds, relative to the hunt's folder
 */
public record Finding(
        Sort sort,
        String property,
        String cause,
        long count,
        long firstSeed,
        HuntConfiguration configuration,
        String sentence,
        List<String> kept) {
    /** How many run directories a finding keeps. */
    static final int MAX_KEPT = 3;

    private static final int MAX_CAUSE_CHARS = 160;
    private static final int MAX_SENTENCE_CHARS = 600;
    private static final Pattern PROCESS = Pattern.compile("\\b[A-Za-z][\\w-]*\\.\\d+\\b");
    private static final Pattern NODE = Pattern.compile("\\bn\\d+\\b");
    private static final Pattern MESSAGE = Pattern.compile("\\b[Pn][\\w.]*[:#/]\\d[\\w:#/.-]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Pattern LIST = Pattern.compile("\\b([PNM#])(?:(?:, | and | )\\1)+");

    /** The kinds of failure. */
    public enum Sort {
        VIOLATED("violated"),
        NOT_DETERMINISTIC("not deterministic"),
        HARNESS_FAILED("harness failed"),
        UNKNOWN("unknown");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Sort of(String word) {
            for (Sort sort : values()) {
                if (sort.word.equals(word)) {
                    return sort;
                }
            }
            throw new IllegalArgumentException("no finding is '" + word + "'");
        }
    }

    /** The identity of a finding. */
    record Key(Sort sort, String property, String cause) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySort = sort.compareTo(other.sort);
            int byProperty = bySort != 0 ? bySort : property.compareTo(other.property);
            return byProperty != 0 ? byProperty : cause.compareTo(other.cause);
        }
    }

    public Finding {
        kept = List.copyOf(kept);
    }

    Key key() {
        return new Key(sort, property, cause);
    }

    /** The finding of one seed; empty if it passed. */
    static Optional<Finding> of(SeedResult result, HuntConfiguration configuration, Path folder) {
        if (result.passed()) {
            return Optional.empty();
        }
        Sort sort = sort(result);
        String property = sort == Sort.VIOLATED ? property(result) : "";
        String divergence = result.divergence();
        boolean isHidden = divergence != null && sort != Sort.NOT_DETERMINISTIC;
        String failure = sort == Sort.NOT_DETERMINISTIC ? String.valueOf(divergence) : result.reason();
        // The cause leaves the divergence out: the seeds of a violation that replay and those that do not are one
        // finding.
        String sentence = isHidden
                ? shortened(failure, MAX_SENTENCE_CHARS / 2) + " (and the seed does not replay: " + divergence + ")"
                : failure;
        Path place = result.directory();
        return Optional.of(new Finding(
                sort,
                property,
                cause(failure),
                1,
                result.seed(),
                configuration,
                shortened(sentence, MAX_SENTENCE_CHARS),
                place == null ? List.of() : List.of(relative(folder, place))));
    }

    private static String relative(Path folder, Path place) {
        return folder.toAbsolutePath().relativize(place.toAbsolutePath()).toString();
    }

    private static Sort sort(SeedResult result) {
        if (result.harnessFailed()) {
            return Sort.HARNESS_FAILED;
        }
        if (result.verdict() == Verdict.VIOLATED) {
            return Sort.VIOLATED;
        }
        return result.divergence() != null ? Sort.NOT_DETERMINISTIC : Sort.UNKNOWN;
    }

    private static String property(SeedResult result) {
        return result.properties().stream()
                .filter(each ->
                        each.verdict() == Verdict.VIOLATED && result.claimed().contains(each.id()))
                .map(PropertyResult::id)
                .findFirst()
                .orElse("");
    }

    /** A sentence without the names and numbers of one run. */
    static String cause(String sentence) {
        String text = PROCESS.matcher(sentence).replaceAll("P");
        text = MESSAGE.matcher(text).replaceAll("M");
        text = NODE.matcher(text).replaceAll("N");
        text = NUMBER.matcher(text).replaceAll("#");
        text = LIST.matcher(text).replaceAll("$1...");
        return shortened(text, MAX_CAUSE_CHARS).toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max) + "...";
    }

    /** Both together: the least seed leads, and its run directory is among those kept. */
    Finding plus(Finding more) {
        Finding first = more.firstSeed < firstSeed ? more : this;
        LinkedHashSet<String> places = new LinkedHashSet<>(first.kept);
        places.addAll(first == this ? more.kept : kept);
        List<String> all = List.copyOf(places);
        return new Finding(
                sort,
                property,
                cause,
                count + more.count,
                first.firstSeed,
                first.configuration,
                first.sentence,
                all.subList(0, Math.min(MAX_KEPT, all.size())));
    }
}
