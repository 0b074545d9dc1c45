package dev.maat.simulation;

import dev.maat.contract.ProtocolCore;
import java.util.Map;

/** Makes the core of a process; the simulation knows no implementation by name. */
@FunctionalInterface
public interface CoreFactory {
    /**
     * A new core, not yet started.
     *
     * @throws IllegalArgumentException for an option that is not offered; it ends the simulation as the caller's error
     */
    ProtocolCore newCore(Map<String, String> options);
}
