package dev.maat.engine.certify.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certification as a user asks for it.
 *
 * @param ordering null: the first whose claim covers the profile, else {@code total} where it is offered
 * @param delivery null: the first that covers the profile in that ordering
 * @param deployments the only ones that are asked for; empty: as the level says
 * @param transports the only ones that are asked for; empty: as the level says
 * @param seeds the runs of the swarm in each deployment and transport; null: as the level says
 * @param durationMillis how long faults are injected in each run; null: as the level says
 * @param faults the kinds of fault of the swarm, as {@code maat run --faults} has them; empty: as the swarm draws them
 * @param payload the sizes of messages in runs of the swarm, as {@code maat run --payload} has them; empty: drawn
 * @param keptSimulations how many simulated runs of each share leave their history in the bundle; null: the usual number
 * @param batteryRuns the runs of each case of the battery in each deployment and transport; 0: none; null: as the level says
 */
public record CertificationRequest(
        String profile,
        Level level,
        @Nullable String ordering,
        @Nullable String delivery,
        List<String> deployments,
        List<String> transports,
        @Nullable Integer seeds,
        @Nullable Long durationMillis,
        String faults,
        String payload,
        @Nullable Integer keptSimulations,
        @Nullable Integer batteryRuns,
        long masterSeed,
        boolean all,
        String maatVersion) {
    public CertificationRequest {
        deployments = List.copyOf(deployments);
        transports = List.copyOf(transports);
    }
}
