package dev.maat.engine.certify.plan;

import dev.maat.checkers.catalogue.ProfileId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims of a manifest, held against a profile. */
public final class Claims {
    private Claims() {}

    /** Whether one of the claimed profiles is the profile, or contains it. */
    public static boolean cover(List<String> claims, String profile) {
        return claims.stream().anyMatch(claim -> contains(ProfileId.named(claim), profile));
    }

    private static boolean contains(@Nullable ProfileId claimed, String profile) {
        return claimed != null
                && (claimed.id().equals(profile)
                        || claimed.contained().stream().anyMatch(part -> contains(part, profile)));
    }
}
