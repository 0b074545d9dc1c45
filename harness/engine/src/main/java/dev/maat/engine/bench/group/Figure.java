package dev.maat.engine.bench.group;

import java.util.function.ToDoubleFunction;

/** The figures of a trial. */
public enum Figure {
    PER_SECOND("deliveries/s/member", Trial::perSecond),
    PER_CPU_SECOND("deliveries/cpu-s", Trial::perCpuSecond),
    P50("latency p50 us", Trial::p50Micros),
    P99("latency p99 us", Trial::p99Micros),
    NEW_VIEW("new view ms", Trial::newViewMillis),
    STRAY_VIEWS("stray views", Trial::strayViews);

    private final String title;
    private final ToDoubleFunction<Trial> of;

    Figure(String title, ToDoubleFunction<Trial> of) {
        this.title = title;
        this.of = of;
    }

    public String title() {
        return title;
    }

    double of(Trial trial) {
        return of.applyAsDouble(trial);
    }
}
