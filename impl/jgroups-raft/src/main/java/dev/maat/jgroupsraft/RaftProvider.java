package dev.maat.jgroupsraft;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Makes jgroups-raft members. The options are {@code ordering}, which is {@code total}, and {@code delivery}, which is {@code uniform}. */
public final class RaftProvider implements ImplementationProvider.Live {
    private static final String NAME = "jgroups-raft";
    private static final SequencedMap<String, String> OPTIONS =
            new TreeMap<>(Map.of("ordering", "total", "delivery", "uniform"));

    @Override
    public GroupMember newMember(String name, Map<String, String> options) {
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException("no implementation '" + name + "' here; there is " + NAME);
        }
        options.forEach((option, value) -> {
            String only = OPTIONS.get(option);
            if (only == null) {
                throw new IllegalArgumentException(NAME + " has no option '" + option + "'; it has "
                        + String.join(", ", List.copyOf(OPTIONS.keySet())));
            }
            if (!only.equals(value)) {
                throw new IllegalArgumentException(NAME + " has no " + option + " '" + value + "'; it has " + only);
            }
        });
        return new RaftMember();
    }
}
