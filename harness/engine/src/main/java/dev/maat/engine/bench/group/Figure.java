package dev.maat.engine.bench.group;

import java.util.function.ToDoubleFunction;

/** The figures of a trial, each with whether more of it is better. */
public enum Figure {
    PER_SECOND("deliveries/s/member", true, Trial::perSecond),
    PER_CPU_SECOND("deliveries/cpu-s", true, Trial::perCpuSecond),
    P50("latency p50 us", false, Trial::p50Micros),
    P99("latency p99 us", false, Trial::p99Micros),
    NEW_VIEW("new view ms", false, Trial::newViewMillis),
    STRAY_VIEWS("stray views", false, Trial::strayViews);

    private final String title;
    private final boolean moreIsBetter;
    private final ToDoubleFunction<Trial> of;

    Figure(String title, boolean moreIsBetter, ToDoubleFunction<Trial> of) {
        this.title = title;
        this.moreIsBetter = moreIsBetter;
        this.of = of;
    }

    public String title() {
        return title;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    double of(Trial trial) {
        return of.applyAsDouble(trial);
    }
}
