package dev.maat.aeron;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import java.util.Map;

/** Makes Aeron members. The one option is {@code ordering}, and its one value {@code fifo}. */
public final class AeronProvider implements ImplementationProvider.Live {
    static final String NAME = "aeron";
    private static final String ORDERING = "ordering";
    private static final String FIFO = "fifo";

    @Override
    public GroupMember newMember(String name, Map<String, String> options) {
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException("no implementation '" + name + "' here; there is " + NAME);
        }
        options.forEach((option, value) -> {
            if (!option.equals(ORDERING)) {
                throw new IllegalArgumentException("aeron has no option '" + option + "'; it has " + ORDERING);
            }
            if (!value.equals(FIFO)) {
                throw new IllegalArgumentException("aeron has no ordering '" + value + "'; it has " + FIFO);
            }
        });
        return new AeronMember();
    }
}
