package dev.maat.engine.certify.runs;

import dev.maat.engine.bundle.SigningKey;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a certification that are not in the plan, because they decide no outcome.
 *
 * @param jobs simulated runs at the same time
 * @param liveJobs runs in processes or containers at the same time
 * @param key signs the bundle; null: it is not signed
 * @param furtherTime how long a violated scenario is run again where a seed cannot replay
 * @param endTime how long runs are waited for that were told to end
 */
public record Settings(
        int jobs,
        int liveJobs,
        @Nullable SigningKey key,
        ScenarioShrinker shrinker,
        Duration furtherTime,
        Duration endTime,
        Clock clock) {}
