package dev.maat.reference.study;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The flights of an {@link Agenda}, whose events are numbers: each flight has a place, which is used again. */
final class Flights {
    private @Nullable Flight[] flights = new Flight[1 << 10];
    private int[] free = new int[1 << 10];
    private int freeCount;
    private int used;

    int add(Flight flight) {
        int place = freeCount > 0 ? free[--freeCount] : used++;
        if (place == flights.length) {
            flights = Arrays.copyOf(flights, 2 * place);
            free = Arrays.copyOf(free, 2 * place);
        }
        flights[place] = flight;
        return place;
    }

    Flight at(int place) {
        Flight flight = flights[place];
        if (flight == null) {
            throw new IllegalStateException("no flight has place " + place);
        }
        return flight;
    }

    void remove(int place) {
        flights[place] = null;
        free[freeCount++] = place;
    }
}
