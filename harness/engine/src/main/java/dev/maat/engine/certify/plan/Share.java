package dev.maat.engine.certify.plan;

import java.util.List;

/**
 * The runs of one source in one deployment over one transport.
 *
 * @param kept how many of them, from the first, leave their whole history in the bundle; of the rest it holds the scenario and a digest
 * @param seeds of the runs, in their order
 */
public record Share(String source, String deployment, String transport, int kept, List<Long> seeds) {
    public Share {
        seeds = List.copyOf(seeds);
    }

    /** Whether this is the swarm in the deployment and over the transport of a share. */
    boolean isSwarmBeside(Share share) {
        return source.equals(SwarmSource.NAME)
                && deployment.equals(share.deployment)
                && transport.equals(share.transport);
    }

    /** The share in words: "swarm, simulation over udp". */
    public String words() {
        return source + ", " + deployment + " over " + transport;
    }
}
