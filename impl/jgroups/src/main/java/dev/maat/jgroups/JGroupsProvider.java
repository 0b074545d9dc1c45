package dev.maat.jgroups;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes JGroups members. The name of the implementation says which protocols make multicasts reliable ({@link Stack.Flavour}). Options:
 * {@code ordering} is {@code fifo} or {@code total} (SEQUENCER on top); {@code detection} is
 * {@code timeouts} (FD_ALL3) or {@code sockets} (FD_SOCK2 as well, as in the stacks that JGroups ships); {@code bundlerCapacity} is how
 * many messages the bundler of the transport queues.
 */
public final class JGroupsProvider implements ImplementationProvider.Live {
    static final String ORDERING = "ordering";
    static final String DETECTION = "detection";
    static final String BUNDLER_CAPACITY = "bundlerCapacity";
    private static final List<String> OPTIONS = List.of(ORDERING, DETECTION, BUNDLER_CAPACITY);
    private static final Pattern CAPACITY = Pattern.compile("[1-9][0-9]{0,6}");

    @Override
    public GroupMember newMember(String name, Map<String, String> options) {
        Stack.Flavour flavour = Stack.Flavour.of(name);
        if (flavour == null) {
            throw new IllegalArgumentException(
                    "no implementation '" + name + "' here; there are " + Stack.Flavour.names());
        }
        for (String option : options.keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "jgroups has no option '" + option + "'; it has " + String.join(", ", OPTIONS));
            }
        }
        return new JGroupsMember(new Stack(
                flavour,
                chosen(options, ORDERING, "fifo", "total"),
                chosen(options, DETECTION, "timeouts", "sockets"),
                capacity(options.get(BUNDLER_CAPACITY))));
    }

    /** Whether the second value is chosen and not the first, the default. */
    private static boolean chosen(Map<String, String> options, String option, String first, String second) {
        String value = options.getOrDefault(option, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw new IllegalArgumentException(
                    "jgroups has no " + option + " '" + value + "'; it has " + first + " and " + second);
        }
        return value.equals(second);
    }

    private static int capacity(@Nullable String text) {
        if (text == null) {
            return Stack.DEFAULT_BUNDLER_CAPACITY;
        }
        if (!CAPACITY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "option " + BUNDLER_CAPACITY + " is '" + text + "', not a whole number from 1 to 9999999");
        }
        return Integer.parseInt(text);
    }
}
