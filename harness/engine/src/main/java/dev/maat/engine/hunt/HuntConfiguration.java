package dev.maat.engine.hunt;

import dev.maat.node.implementation.Implementation;
import org.jspecify.annotations.Nullable;

/**
 * One choice of the options that an implementation offers, hunted for an epoch at a time.
 *
 * @param delivery {@link Implementation#PLAIN}, or another that the implementation offers in that ordering
 * @param reliability how losses are repaired; null: drawn or the implementation's own choice
 */
public record HuntConfiguration(
        String ordering, String delivery, @Nullable String reliability) {
    /** In words: "total, uniform, tree". */
    public String words() {
        return ordering + ", " + delivery + (reliability == null ? "" : ", " + reliability);
    }
}
