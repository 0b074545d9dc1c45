package dev.maat.checkers.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small histories by seed: an ideal group's, spoilt by none, one or two {@link Corruption corruptions}. */
final class RandomHistories {
    private RandomHistories() {}

    /** Nothing is spoilt. */
    static List<String> valid(long seed) {
        Random random = new Random(seed);
        return ValidHistories.make(random).interleaved(random);
    }

    /** The history of a seed; what spoilt it is added to {@code corruptions}. */
    static List<String> corrupted(long seed, List<Corruption> corruptions) {
        Random random = new Random(seed);
        Script script = ValidHistories.make(random);
        for (int i = random.nextInt(3); i > 0; i--) {
            Corruption corruption = Corruption.values()[random.nextInt(Corruption.values().length)];
            corruption.apply(script, random);
            corruptions.add(corruption);
        }
        script.recount();
        return script.interleaved(random);
    }

    static List<String> corrupted(long seed) {
        return corrupted(seed, new ArrayList<>());
    }

    /** The lines as one text, each with its newline. */
    static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
