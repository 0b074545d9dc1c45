package dev.maat.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view as the implementation installs it.
 *
 * @param id equal ids mean the same view, at every process
 * @param seq the implementation's own number; strictly increasing at each process
 * @param members in rank order
 * @param primary whether this is the primary component's view
 * @param transitional the transitional set, where the implementation has one
 */
public record View(
        String id,
        long seq,
        List<ProcessId> members,
        boolean primary,
        @Nullable List<ProcessId> transitional) {
    public View {
        members = List.copyOf(members);
        transitional = transitional == null ? null : List.copyOf(transitional);
    }

    public static View primary(String id, long seq, List<ProcessId> members) {
        return new View(id, seq, members, true, null);
    }
}
