package dev.maat.suites.containers;

import dev.maat.contract.Effects;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.reference.ReferenceProvider;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reference, but on one node: what runs there has another key than the group. */
public final class StrangeKey implements ImplementationProvider.Pure {
    static final String STRANGER = "n4";

    private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMA==";

    /** For the loader. */
    public StrangeKey() {}

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        return new KeyOfNode(options);
    }

    private static final class KeyOfNode implements ProtocolCore {
        private final Map<String, String> options;
        private @Nullable ProtocolCore core;

        KeyOfNode(Map<String, String> options) {
            this.options = new TreeMap<>(options);
            if (!options.containsKey("groupKey")) {
                throw new IllegalArgumentException("the group has no key");
            }
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start start) {
                if (start.self().node().equals(STRANGER)) {
                    options.put("groupKey", OTHER_KEY);
                }
                core = new ReferenceProvider().newCore(ReferenceProvider.NAME, options);
            }
            core.step(nowNanos, input, effects);
        }

        @Override
        public void flush(long nowNanos, Effects effects) {
            core.flush(nowNanos, effects);
        }
    }
}
