package dev.maat.reference.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final long SECOND = 1_000_000_000L;

    private record Event(long at, long entry) {}

    /** Delays of all sizes: within a slot, within the slots that have a list, and far beyond. */
    private static long delay(Random random) {
        return random.nextLong(1 + (1L << random.nextInt(36)));
    }

    @Property(tries = 100)
    void eventsComeInTheOrderOfTheirTimesAndOfTheirEntry(@ForAll long seed) {
        Random random = new Random(seed);
        Agenda agenda = new Agenda();
        PriorityQueue<Event> queue = new PriorityQueue<>(
                (a, b) -> a.at() != b.at() ? Long.compare(a.at(), b.at()) : Long.compare(a.entry(), b.entry()));
        long now = 0;
        for (long entry = 0; entry < 400; entry++) {
            long at = now + delay(random);
            agenda.add(at, entry);
            queue.add(new Event(at, entry));
            if (random.nextInt(3) == 0) {
                Event next = queue.remove();
                now = agenda.take();
                assertThat(new Event(now, agenda.event())).isEqualTo(next);
            }
        }
        while (!queue.isEmpty()) {
            assertThat(agenda.freeBefore()).isLessThanOrEqualTo(queue.element().at());
            Event next = queue.remove();
            assertThat(new Event(agenda.take(), agenda.event())).isEqualTo(next);
        }
    }

    @Test
    void eventsOfOneTimeComeInTheOrderOfTheirEntry() {
        Agenda agenda = new Agenda();
        List<Long> taken = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            agenda.add(20 * SECOND, i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(agenda.take()).isEqualTo(20 * SECOND);
            taken.add(agenda.event());
        }
        assertThat(taken).isSorted();
    }
}
