package dev.maat.checkers.generated;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A few hundred fixed histories by name: random ones of both kinds, some of them large, some with logs that begin late
 * or are missing, and those of the single corruptions.
 */
public final class GeneratedCorpus {
    private static final int RANDOM = 160;
    private static final int EXTENDED = 60;
    private static final int LARGE = 10;
    private static final int BEHEADED = 80;
    private static final int WITHOUT_A_LOG = 80;
    private static final int SINGLE_TRIES = 60;

    private static final Map<String, List<String>> ALL = make();
    private static final Map<String, History> READ = new LinkedHashMap<>();

    static {
        ALL.forEach((name, lines) -> READ.put(name, Histories.parse(RandomHistories.text(lines))));
    }

    private GeneratedCorpus() {}

    /** The lines of the histories. */
    static Map<String, List<String>> histories() {
        return ALL;
    }

    /** The histories, read once, since each mutant of the checkers judges them all. */
    public static Map<String, History> read() {
        return READ;
    }

    private static Map<String, List<String>> make() {
        Map<String, List<String>> histories = new LinkedHashMap<>();
        for (long seed = 1; seed <= RANDOM; seed++) {
            histories.put("random " + seed, RandomHistories.corrupted(seed));
        }
        for (long seed = 1; seed <= EXTENDED; seed++) {
            histories.put("extended " + seed, EvsHistories.corrupted(seed, new ArrayList<>()));
        }
        for (long seed = 1; seed <= LARGE; seed++) {
            histories.put("large " + seed, RandomHistories.large(seed));
        }
        for (long seed = 1; seed <= BEHEADED; seed++) {
            histories.put("beheaded " + seed, RandomHistories.beheaded(seed));
        }
        for (SingleCorruption corruption : SingleCorruption.all()) {
            addSingle(histories, corruption);
        }
        for (long seed = 1; seed <= WITHOUT_A_LOG; seed++) {
            histories.put("without a log " + seed, RandomHistories.withoutALog(seed));
        }
        return histories;
    }

    /** Adds the first history that a corruption fits, after the corruption. */
    private static void addSingle(Map<String, List<String>> histories, SingleCorruption corruption) {
        for (long seed = 1; seed <= SINGLE_TRIES; seed++) {
            Random random = RandomHistories.random(seed);
            Script script = corruption.breach().ideal().apply(random);
            if (corruption.apply(new Anatomy(script, random))) {
                script.recount();
                histories.put(corruption.breach().breaks().id() + " " + corruption, script.interleaved(random));
                return;
            }
        }
    }
}
