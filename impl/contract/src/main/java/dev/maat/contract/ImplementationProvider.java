package dev.maat.contract;

import java.util.Map;

/**
 * Named by an implementation folder's {@code manifest.json}; has a public constructor without parameters. One provider may
 * offer several implementations, told apart by name.
 */
public sealed interface ImplementationProvider {
    /** Makes pure cores: simulation, processes and containers. */
    non-sealed interface Pure extends ImplementationProvider {
        /**
         * A new core, not yet started.
         *
         * @param name one of the names the manifest offers
         * @param options as given in {@link Input.Start#options}
         * @throws IllegalArgumentException for a name or option that is not offered, saying which are
         */
        ProtocolCore newCore(String name, Map<String, String> options);
    }

    /** Makes live members: containers and processes only. */
    non-sealed interface Live extends ImplementationProvider {
        /** As {@link Pure#newCore}. */
        GroupMember newMember(String name, Map<String, String> options);
    }
}
