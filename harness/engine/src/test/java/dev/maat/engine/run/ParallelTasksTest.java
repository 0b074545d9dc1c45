package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ParallelTasksTest {
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
    void aResultIsPassedOnAlthoughAnEarlierTaskIsUnderWay() {
        CountDownLatch laterIsPassedOn = new CountDownLatch(1);
        ParallelTasks<Integer> tasks = new ParallelTasks<>(
                2,
                number -> {
                    if (number == 0) {
                        await(laterIsPassedOn);
                    }
                    return number;
                },
                result -> false,
                (number, result) -> {
                    results.add(result);
                    laterIsPassedOn.countDown();
                });

        assertThat(tasks.run("task", 2)).isFalse();

        assertThat(results).containsExactly(1, 0);
    }

    @Test
    void noTaskIsBegunAfterAnInterruptAlthoughATaskForgotIt() {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        ParallelTasks<Integer> tasks = new ParallelTasks<>(
                2,
                number -> {
                    caller.interrupt();
                    await(never);
                    Thread.interrupted();
                    return number;
                },
                result -> false,
                (number, result) -> results.add(result));

        assertThat(tasks.run("task", 1)).isTrue();

        assertThat(results).containsExactly(0);
    }
}
