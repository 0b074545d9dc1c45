package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * A log that is lost makes verdicts unknown, never violated: what a history violates without the log of a process, it violates with it
 * too, if it applies there. {@code -Dmaat.histories} and {@code -Dmaat.firstSeed} as for {@link TwinsAgreeTest}.
 */
class LostLogTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 60);
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);

    private final Map<String, List<String>> accused = new TreeMap<>();
    private int unknown;

    @Test
    void noPropertyIsViolatedForTheLackOfALog() {
        lose(ValidHistories::make, true);
        assertThat(accused).isEmpty();
        assertThat(unknown).as("verdicts that a lost log made unknown").isGreaterThan(HISTORIES);
    }

    @Test
    void noFurtherPropertyOfABrokenHistoryIsViolatedForTheLackOfALog() {
        lose(
                random -> {
                    Script script = ValidHistories.make(random);
                    Corruption.all()
                            .get(random.nextInt(Corruption.all().size()))
                            .apply(script, random);
                    script.recount();
                    return script;
                },
                true);
        assertThat(accused).isEmpty();
        assertThat(unknown).as("verdicts that a lost log made unknown").isGreaterThan(HISTORIES);
    }

    @Test
    void noPropertyOfExtendedVirtualSynchronyIsViolatedForTheLackOfALog() {
        lose(EvsHistories::make, true);
        assertThat(accused).isEmpty();
        assertThat(unknown).as("verdicts that a lost log made unknown").isGreaterThan(HISTORIES);
    }

    /** The crash stays: a process that no line names at all cannot be missed. */
    @Test
    void noPropertyIsViolatedForTheLackOfALogOfOneLifeOfARecoveringProcess() {
        lose(random -> ValidHistories.make(random, Shape.anyResuming(random)), false);
        assertThat(accused).isEmpty();
        assertThat(unknown).as("verdicts that a lost log made unknown").isGreaterThan(HISTORIES);
    }

    private void lose(Function<Random, Script> make, boolean crashesToo) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            Script whole = make.apply(RandomHistories.random(seed));
            Map<String, String> before = Twins.fast(whole.interleaved(new Random(seed)));
            for (String process : new TreeSet<>(whole.processes.keySet())) {
                Script lost = make.apply(RandomHistories.random(seed));
                lost.processes.remove(process);
                compare("seed %d without the log of %s".formatted(seed, process), before, lost, seed);
                boolean crashed =
                        lost.harness.removeIf(line -> line.path("e").asText().equals("crash")
                                && line.path("p").asText().equals(process));
                if (crashesToo && crashed) {
                    compare("seed %d without any line of %s".formatted(seed, process), before, lost, seed);
                }
            }
        }
    }

    private void compare(String what, Map<String, String> before, Script lost, long seed) {
        Twins.fast(lost.interleaved(new Random(seed))).forEach((id, word) -> {
            if (word.equals("violated") && List.of("ok", "unknown").contains(before.get(id))) {
                accused.computeIfAbsent(id, absent -> new ArrayList<>()).add(what);
            }
            unknown += word.equals("unknown") && !before.get(id).equals("unknown") ? 1 : 0;
        });
    }
}
