package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Value;
import dev.maat.reference.parts.AdoptionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator takes over the accepted value of the lowest ballot: the comparison is the wrong way round. Breaks {@code
 * view-identity}.
 */
final class LowestValue implements AdoptionRule {
    @Override
    public @Nullable Value adopt(List<Accepted> reported) {
        Accepted lowest = null;
        for (Accepted each : reported) {
            if (lowest == null || lowest.ballot().isAbove(each.ballot())) {
                lowest = each;
            }
        }
        return lowest == null ? null : lowest.value();
    }
}
