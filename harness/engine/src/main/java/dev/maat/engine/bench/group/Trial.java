package dev.maat.engine.bench.group;

/**
 * The figures of one life of one group.
 *
 * @param perSecond deliveries a second of one member, on average, in the flood
 * @param perCpuSecond deliveries of all members for one second of processor time of all their threads, in the flood
 * @param p50Micros the median time from the multicast to its delivery at a member, the sender included, under the paced load
 * @param p99Micros the 99th percentile of the same
 * @param newViewMillis from the SIGKILL to the view without the killed member, installed at every other one
 * @param strayViews views between the first whole one and the SIGKILL: nothing called for them
 */
public record Trial(
        double perSecond,
        double perCpuSecond,
        double p50Micros,
        double p99Micros,
        double newViewMillis,
        int strayViews) {}
