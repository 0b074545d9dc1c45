package dev.maat.group;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;

/**
 * A message handed to the application.
 *
 * @param sender the process that multicast it
 * @param payload as multicast. It may be kept and must not be changed: this process may still repair a loss of another member from it
 * @param place in the total order, or {@link #NO_PLACE} where the order gives none
 */
public record Delivery(ProcessId sender, byte[] payload, long place) {
    /** {@link #place} of a message without a place. */
    public static final long NO_PLACE = Effect.NO_PLACE;
}
