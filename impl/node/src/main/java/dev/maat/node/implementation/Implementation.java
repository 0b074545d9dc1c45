package dev.maat.node.implementation;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One implementation as its folder's manifest offers it; nothing of it is loaded yet.
 *
 * @param name by which it is asked for, unique among all that were found
 * @param version as the manifest says, for the header of the history
 * @param deployments among {@code simulation}, {@code processes}, {@code containers}
 * @param transports among {@code udp}, {@code multicast}, {@code tcp}
 * @param membership as the header of a history says it: {@code primary} (unless the manifest says otherwise),
 *     {@code partitionable} or {@code static}
 * @param claims what is claimed, by ordering ({@code fifo}, {@code total}, ...), in the manifest's order: a profile, or
 *     profiles and properties
 * @param provider class name of the {@link dev.maat.contract.ImplementationProvider}
 * @param folder the implementation folder
 */
public record Implementation(
        String name,
        String version,
        List<String> deployments,
        List<String> transports,
        String membership,
        SequencedMap<String, List<String>> claims,
        String provider,
        Path folder) {
    public Implementation {
        deployments = List.copyOf(deployments);
        transports = List.copyOf(transports);
        claims = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(claims));
    }

    /**
     * What is claimed for this ordering.
     *
     * @throws ImplementationException if the ordering is not offered, saying which are
     */
    public List<String> claim(String ordering) {
        List<String> claim = claims.get(ordering);
        if (claim == null) {
            throw new ImplementationException(
                    "implementation " + name + " offers no ordering '" + ordering + "'; it offers " + claims.keySet());
        }
        return claim;
    }

    /**
     * Loads the provider in a class loader of its own.
     *
     * @throws ImplementationException if a jar, the class or its constructor is missing or is not what it must be
     */
    public LoadedImplementation load() {
        return LoadedImplementation.load(this);
    }
}
