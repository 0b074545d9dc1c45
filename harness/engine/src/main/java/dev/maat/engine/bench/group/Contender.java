package dev.maat.engine.bench.group;

import dev.maat.node.implementation.Implementation;
import java.util.Map;

/** An implementation with options of its own; the ordering comes from the {@link Cell}. */
public record Contender(Implementation implementation, Map<String, String> options) {
    public Contender {
        options = Map.copyOf(options);
    }

    public String name() {
        return implementation.name();
    }
}
