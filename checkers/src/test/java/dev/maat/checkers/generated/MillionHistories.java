package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The checkers and their naive twins on as many histories as {@code maat.million} says, on all processors: {@code mvn
 * -Pmillion}. {@code -Dmaat.firstSeed=N} begins elsewhere, so that runs add up. Its name does not end in Test, so
 * that no other build runs it.
 */
class MillionHistories {
    private static final int TOLD = 20;
    private static final int RESUMING_EVERY = 10;

    @Test
    void checkersAndTwinsAgreeOnAllOfThem() throws Exception {
        long first = Long.getLong("maat.firstSeed", 1);
        long histories = Long.getLong("maat.million");
        int threads = Integer.getInteger("maat.threads", Runtime.getRuntime().availableProcessors());
        Map<Long, Map<String, String>> told = new ConcurrentSkipListMap<>();
        AtomicLong judged = new AtomicLong();
        AtomicLong differing = new AtomicLong();
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            pool.submit(() -> LongStream.range(first, first + histories)
                            .parallel()
                            .forEach(seed -> {
                                Map<String, String> different = Twins.disagreements(history(seed));
                                judged.incrementAndGet();
                                if (!different.isEmpty() && differing.incrementAndGet() <= TOLD) {
                                    told.put(seed, different);
                                }
                            }))
                    .get();
        }
        System.out.printf(
                "%d histories from seed %d judged by checkers and naive twins, %d disagreements %s%n",
                judged.get(), first, differing.get(), told);
        assertThat(judged.get()).isEqualTo(histories);
        assertThat(told).isEmpty();
    }

    /** One in so many is of a group whose nodes restart and resume. */
    private static List<String> history(long seed) {
        return seed % RESUMING_EVERY == 0 ? RandomHistories.resuming(seed) : RandomHistories.corrupted(seed);
    }
}
