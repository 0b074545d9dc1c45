package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class OrderedTasksTest {
    private final List<Integer> results = new ArrayList<>();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void resultsComeInTheOrderOfTheTasksWhateverFinishesFirst() {
        CountDownLatch laterIsDone = new CountDownLatch(1);
        OrderedTasks<Integer> tasks = new OrderedTasks<>(
                3,
                number -> {
                    if (number == 0) {
                        await(laterIsDone);
                    } else {
                        laterIsDone.countDown();
                    }
                    return number;
                },
                result -> false,
                results::add);

        assertThat(tasks.run("task", 2)).isFalse();

        assertThat(results).containsExactly(0, 1, 2);
    }

    @Test
    void noTaskIsBegunAfterTheLastOne() {
        assertThat(new OrderedTasks<>(9, number -> number, result -> result == 2, results::add).run("task", 1))
                .isFalse();

        assertThat(results).containsExactly(0, 1, 2);
    }

    @Test
    void theFirstExceptionIsThrownAndNoFurtherTaskIsBegun() {
        AtomicInteger begun = new AtomicInteger();
        OrderedTasks<Integer> tasks = new OrderedTasks<>(
                9,
                number -> {
                    begun.incrementAndGet();
                    if (number == 1) {
                        throw new IllegalStateException("task 1");
                    }
                    return number;
                },
                result -> false,
                results::add);

        assertThatThrownBy(() -> tasks.run("task", 1)).hasMessage("task 1");

        assertThat(begun).hasValue(2);
    }

    @Test
    void afterAnInterruptTheFinishedTasksArePassedOnAlthoughOneBeforeThemIsMissing() {
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        OrderedTasks<Integer> tasks = new OrderedTasks<>(
                2,
                number -> {
                    if (number == 0) {
                        await(never);
                        return null;
                    }
                    caller.interrupt();
                    return number;
                },
                result -> false,
                results::add);

        assertThat(tasks.run("task", 2)).isTrue();

        assertThat(results).containsExactly(1);
    }
}
