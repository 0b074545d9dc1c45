package dev.maat.engine.shrink;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.JudgedRun;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A violation that shrinking keeps: the property, and the kind of its sentence.
 *
 * @param sentence of the first violation
 */
public record Violation(String property, String sentence) {
    /** Names of processes, messages and views, numbers and digests: what differs between two violations of one kind. */
    private static final Pattern NAME = Pattern.compile("[^\\s,;:()\\[\\]]*[0-9][^\\s,;()\\[\\]]*");

    private static final Pattern LIST = Pattern.compile("#(?:(?:, | and |, and | )#)+");
    private static final Pattern BRACKETS = Pattern.compile("[\\[(]#?[\\])]");

    /** The kind of the sentence: the sentence without names, numbers and the lengths of lists. */
    public String kind() {
        return kindOf(sentence);
    }

    static String kindOf(String sentence) {
        String first = sentence.lines().findFirst().orElse("");
        String unnamed = NAME.matcher(first).replaceAll("#");
        return BRACKETS.matcher(LIST.matcher(unnamed).replaceAll("#")).replaceAll("#");
    }

    /** The first violated property of the claim, in the order in which a run prints them. */
    public static Optional<Violation> leading(JudgedRun run) {
        return run.judgement().properties().stream()
                .filter(property -> isViolated(property) && run.claimed().contains(property.id()))
                .findFirst()
                .map(property -> new Violation(property.id(), property.sentence()));
    }

    /** The violation of one property of the claim. */
    public static Optional<Violation> of(JudgedRun run, String property) {
        return run.judgement().properties().stream()
                .filter(one -> one.id().equals(property)
                        && isViolated(one)
                        && run.claimed().contains(one.id()))
                .findFirst()
                .map(one -> new Violation(one.id(), one.sentence()));
    }

    private static boolean isViolated(PropertyResult property) {
        return property.verdict() == Verdict.VIOLATED;
    }

    /** Whether the run violates the same property in the same way. */
    boolean isSeenIn(JudgedRun run) {
        Judgement judgement = run.judgement();
        return judgement.verdict() == Verdict.VIOLATED
                && of(run, property).filter(seen -> seen.kind().equals(kind())).isPresent();
    }
}
