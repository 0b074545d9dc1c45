package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Value;
import dev.maat.reference.parts.AdoptionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator takes over the first accepted value that it hears of, whatever its ballot. Breaks {@code primary-component}.
 */
final class FirstReportedValue implements AdoptionRule {
    @Override
    public @Nullable Value adopt(List<Accepted> reported) {
        return reported.isEmpty() ? null : reported.getFirst().value();
    }
}
