package dev.maat.engine.battery;

import dev.maat.node.implementation.Implementation;
import org.jspecify.annotations.Nullable;

/**
 * The implementation, deployment and options that a battery is run on.
 *
 * @param deployment {@code simulation}, {@code processes} or {@code containers}
 * @param deterministic whether a seed fixes every event there
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param ordering one that the implementation offers
 * @param delivery {@link Implementation#PLAIN}, or another that it offers in that ordering
 * @param reliability one that the implementation offers; null: its own choice
 * @param maatVersion recorded in the scenarios
 */
public record BatteryTarget(
        Implementation implementation,
        String deployment,
        boolean deterministic,
        String transport,
        String ordering,
        String delivery,
        @Nullable String reliability,
        String maatVersion) {}
