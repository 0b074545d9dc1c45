package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeltaDebuggingTest {
    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Property(tries = 200)
    void onlyTheNeededItemsStayInTheirOrder(@ForAll @Size(max = 5) Set<@IntRange(min = 0, max = 99) Integer> needed) {
        List<Integer> minimum = DeltaDebugging.minimum(numbers(100), some -> some.containsAll(needed));

        assertThat(minimum).containsExactlyElementsOf(new TreeSet<>(needed));
    }

    /** Where removals help only together, as with a fault and its cure, the result is 1-minimal and not the smallest. */
    @Property(tries = 200)
    void noSingleItemCanBeTakenFromTheResult(
            @ForAll @IntRange(min = 1, max = 59) int fault, @ForAll @IntRange(min = 1, max = 59) int cure) {
        Predicate<List<Integer>> does = some -> some.contains(0) && some.contains(fault) == some.contains(cure);

        List<Integer> minimum = DeltaDebugging.minimum(numbers(60), does);

        assertThat(does).accepts(minimum);
        for (Integer item : minimum) {
            List<Integer> without = new ArrayList<>(minimum);
            without.remove(item);
            assertThat(does).rejects(without);
        }
    }

    @Test
    void fewTrialsAreMadeForFewNeededItemsAmongMany() {
        int[] trials = new int[1];

        List<Integer> minimum = DeltaDebugging.minimum(numbers(2_000), some -> {
            trials[0]++;
            return new HashSet<>(some).containsAll(List.of(3, 1_700));
        });

        assertThat(minimum).containsExactly(3, 1_700);
        assertThat(trials[0]).isLessThan(100);
    }

    @Test
    void aNumberIsHalvedToWithinAnEighthOfTheSmallestThatDoes() {
        assertThat(DeltaDebugging.smallest(1, 30_000, number -> number >= 3_539))
                .isBetween(3_539L, 3_982L);
        assertThat(DeltaDebugging.smallest(1, 30_000, number -> true)).isEqualTo(1);
        assertThat(DeltaDebugging.smallest(1, 30_000, number -> false)).isEqualTo(30_000);
        assertThat(DeltaDebugging.smallest(5, 5, number -> {
                    throw new AssertionError("nothing smaller is allowed");
                }))
                .isEqualTo(5);
    }
}
