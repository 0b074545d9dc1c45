package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Value;
import dev.maat.reference.parts.AdoptionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator proposes a value of its own although a promiser reports an accepted one, which may be decided. Breaks {@code
 * view-identity}.
 */
final class ForgottenValue implements AdoptionRule {
    @Override
    public @Nullable Value adopt(List<Accepted> reported) {
        return null;
    }
}
