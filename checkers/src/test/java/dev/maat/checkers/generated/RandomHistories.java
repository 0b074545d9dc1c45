package dev.maat.checkers.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small histories by seed: those of an ideal group, changed by up to two {@link Corruption corruptions}. */
final class RandomHistories {
    private static final List<Corruption> CORRUPTIONS = Corruption.all();

    private RandomHistories() {}

    /** The random numbers of a seed, which is mixed first: neighbouring seeds would begin with the same draws. */
    static Random random(long seed) {
        return new Random(seed * 0x9e3779b97f4a7c15L);
    }

    /** The history of a seed; its corruptions are added to {@code corruptions}. */
    static List<String> corrupted(long seed, List<Corruption> corruptions) {
        Random random = random(seed);
        return corrupted(ValidHistories.make(random), random, corruptions);
    }

    private static List<String> corrupted(Script script, Random random, List<Corruption> corruptions) {
        for (int i = random.nextInt(3); i > 0; i--) {
            Corruption corruption = CORRUPTIONS.get(random.nextInt(CORRUPTIONS.size()));
            corruption.apply(script, random);
            corruptions.add(corruption);
        }
        script.recount();
        return script.interleaved(random);
    }

    static List<String> corrupted(long seed) {
        return corrupted(seed, new ArrayList<>());
    }

    /** The history of a seed in which nodes restart and resume; its corruptions are added to {@code corruptions}. */
    static List<String> resuming(long seed, List<Corruption> corruptions) {
        Random random = random(seed);
        return corrupted(ValidHistories.make(random, Shape.anyResuming(random)), random, corruptions);
    }

    static List<String> resuming(long seed) {
        return resuming(seed, new ArrayList<>());
    }

    /** Corrupted histories of some hundred messages: only these exercise look-ups by blocks, and maps that grow. */
    static List<String> large(long seed) {
        Random random = random(seed);
        return corrupted(ValidHistories.makeLarge(random), random, new ArrayList<>());
    }

    /** Histories with logs that begin later than their start, so that any event may be the first of a log. */
    static List<String> beheaded(long seed) {
        Random random = random(seed);
        Script script = ValidHistories.make(random);
        script.processes.values().forEach(log -> {
            int lost = random.nextBoolean() ? 1 : random.nextInt(log.size());
            log.subList(0, Math.min(lost, log.size() - 1)).clear();
        });
        script.recount();
        return script.interleaved(random);
    }

    /** Histories that lack the whole log of one process, and it is a core process where there is one. */
    static List<String> withoutALog(long seed) {
        Random random = random(seed);
        boolean resumes = random.nextInt(4) == 0;
        Script script = resumes ? ValidHistories.make(random, Shape.anyResuming(random)) : ValidHistories.make(random);
        List<String> lost = new ArrayList<>(new Anatomy(script, random).core());
        lost = lost.isEmpty() ? new ArrayList<>(script.processes.keySet()) : lost;
        script.processes.remove(lost.get(random.nextInt(lost.size())));
        return script.processes.isEmpty() ? script.interleaved(random) : corrupted(script, random, new ArrayList<>());
    }

    /** The lines as one text, each with its newline. */
    static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
