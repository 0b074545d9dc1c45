package dev.maat.jgroups;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import java.util.Map;

/** Makes JGroups members; option {@code ordering} is {@code fifo} (NAKACK2) or {@code total} (SEQUENCER on top). */
public final class JGroupsProvider implements ImplementationProvider.Live {
    static final String ORDERING = "ordering";

    @Override
    public GroupMember newMember(String name, Map<String, String> options) {
        if (!name.equals("jgroups")) {
            throw new IllegalArgumentException("no implementation '" + name + "' here; there is jgroups");
        }
        for (String option : options.keySet()) {
            if (!option.equals(ORDERING)) {
                throw new IllegalArgumentException("jgroups has no option '" + option + "'; it has " + ORDERING);
            }
        }
        String ordering = options.getOrDefault(ORDERING, "fifo");
        return switch (ordering) {
            case "fifo" -> new JGroupsMember(false);
            case "total" -> new JGroupsMember(true);
            default ->
                throw new IllegalArgumentException("jgroups has no ordering '" + ordering + "'; it has fifo and total");
        };
    }
}
