package dev.maat.checkers;

import dev.maat.checkers.catalogue.ProfileId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profiles of the catalogue; {@link ProfileId} says what each of them asks. */
public final class Profiles {
    private static final List<Profile> ALL =
            Arrays.stream(ProfileId.values()).map(Profile::new).toList();

    public static final Profile RELIABLE = of(ProfileId.RELIABLE);
    public static final Profile RELIABLE_FIFO = of(ProfileId.RELIABLE_FIFO);
    public static final Profile RELIABLE_CAUSAL = of(ProfileId.RELIABLE_CAUSAL);
    public static final Profile MEMBERSHIP = of(ProfileId.MEMBERSHIP);
    public static final Profile VIRTUALLY_SYNCHRONOUS = of(ProfileId.VIRTUALLY_SYNCHRONOUS);
    public static final Profile VIRTUALLY_SYNCHRONOUS_STRICT = of(ProfileId.VIRTUALLY_SYNCHRONOUS_STRICT);
    public static final Profile ATOMIC = of(ProfileId.ATOMIC);
    public static final Profile UNIFORM_ATOMIC = of(ProfileId.UNIFORM_ATOMIC);
    public static final Profile TOTAL_ORDER_BROADCAST = of(ProfileId.TOTAL_ORDER_BROADCAST);
    public static final Profile TOTAL_ORDER_BROADCAST_UNIFORM = of(ProfileId.TOTAL_ORDER_BROADCAST_UNIFORM);
    public static final Profile EXTENDED = of(ProfileId.EXTENDED);

    private Profiles() {}

    /** All of them, weaker ones first. */
    public static List<Profile> all() {
        return ALL;
    }

    /** The profile with a name, or null. */
    public static @Nullable Profile named(String name) {
        ProfileId id = ProfileId.named(name);
        return id == null ? null : of(id);
    }

    static Profile of(ProfileId id) {
        return ALL.get(id.ordinal());
    }
}
