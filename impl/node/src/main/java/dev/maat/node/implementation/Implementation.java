package dev.maat.node.implementation;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * One implementation as its folder's manifest offers it; nothing of it is loaded yet.
 *
 * @param name unique among all that were found
 * @param version as the manifest says, for the header of the history
 * @param deployments among {@code simulation}, {@code processes}, {@code containers}
 * @param transports among {@code udp}, {@code multicast}, {@code tcp}
 * @param membership as the header of a history says it: {@code primary} (unless the manifest says otherwise),
 *     {@code partitionable} or {@link #STATIC}. It is a trait of the implementation, whatever the ordering: one that can do with and
 *     without views offers two names
 * @param recovery {@code none}, or {@code resume} for a static group whose nodes keep their state over a restart
 * @param claims by ordering ({@code fifo}, {@code total}, ...), then by delivery ({@link #PLAIN}, {@code uniform}), both in the
 *     manifest's order: the profile claimed, or profiles and properties
 * @param reliabilities the values of {@link #RELIABILITY} that it offers, its default first; empty if it offers no choice
 * @param survives which of {@link #SURVIVABLE} it claims to survive: swarms draw those for it alone
 * @param drawn options of its own that swarms may set, each with the values that may be drawn
 * @param program what carries it out
 * @param folder the implementation folder
 */
public record Implementation(
        String name,
        String version,
        List<String> deployments,
        List<String> transports,
        String membership,
        String recovery,
        SequencedMap<String, SequencedMap<String, List<String>>> claims,
        List<String> reliabilities,
        List<String> survives,
        SequencedMap<String, List<String>> drawn,
        Program program,
        Path folder) {
    /** The delivery that is meant where none is named. */
    public static final String PLAIN = "plain";

    /** The option that names how lost messages are repaired. */
    public static final String RELIABILITY = "reliability";

    /** The {@link #membership} of a group without views. */
    public static final String STATIC = "static";

    /** In {@link #survives}: packets with flipped bits. */
    public static final String CORRUPTION = "corruption";

    /** In {@link #survives}: states of the application that are longer than a packet. A core may hand a state over in one packet. */
    public static final String LONG_STATES = "long-states";

    /** Hardships that not every implementation promises to survive, in the words of a manifest. */
    public static final List<String> SURVIVABLE = List.of(CORRUPTION, LONG_STATES);

    public Implementation {
        deployments = List.copyOf(deployments);
        transports = List.copyOf(transports);
        reliabilities = List.copyOf(reliabilities);
        survives = List.copyOf(survives);
        drawn = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(drawn));
        SequencedMap<String, SequencedMap<String, List<String>>> copy = new LinkedHashMap<>();
        claims.forEach((ordering, byDelivery) ->
                copy.put(ordering, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byDelivery))));
        claims = Collections.unmodifiableSequencedMap(copy);
    }

    /** One that survives no more than others must, and has no options of its own that are drawn. */
    public Implementation(
            String name,
            String version,
            List<String> deployments,
            List<String> transports,
            String membership,
            String recovery,
            SequencedMap<String, SequencedMap<String, List<String>>> claims,
            List<String> reliabilities,
            Program program,
            Path folder) {
        this(
                name,
                version,
                deployments,
                transports,
                membership,
                recovery,
                claims,
                reliabilities,
                List.of(),
                new LinkedHashMap<>(),
                program,
                folder);
    }

    /** Whether the group has no views: its processes are the first ones of all nodes. */
    public boolean isStatic() {
        return membership.equals(STATIC);
    }

    /** Whether a restarted node of the static group goes on with its state. */
    public boolean resumes() {
        return !recovery.equals("none");
    }

    /** The claim for this ordering and plain delivery. */
    public List<String> claim(String ordering) {
        return claim(ordering, PLAIN);
    }

    /**
     * The deliveries that this ordering offers.
     *
     * @throws ImplementationException if the ordering is not offered; the message names those that are
     */
    public SequencedSet<String> deliveries(String ordering) {
        return claims(ordering).sequencedKeySet();
    }

    /**
     * The delivery of a run that names none: plain where it is offered, else the first of the manifest.
     *
     * @throws ImplementationException if the ordering is not offered; the message names those that are
     */
    public String usualDelivery(String ordering) {
        SequencedSet<String> offered = deliveries(ordering);
        return offered.contains(PLAIN) ? PLAIN : offered.getFirst();
    }

    private SequencedMap<String, List<String>> claims(String ordering) {
        SequencedMap<String, List<String>> byDelivery = claims.get(ordering);
        if (byDelivery == null) {
            throw new ImplementationException(
                    "implementation " + name + " offers no ordering '" + ordering + "'; it offers " + claims.keySet());
        }
        return byDelivery;
    }

    /**
     * The claim for this ordering and delivery.
     *
     * @throws ImplementationException if one of them is not offered; the message names those that are
     */
    public List<String> claim(String ordering, String delivery) {
        SequencedMap<String, List<String>> byDelivery = claims(ordering);
        List<String> claim = byDelivery.get(delivery);
        if (claim == null) {
            throw new ImplementationException("implementation " + name + " offers no " + delivery + " delivery in "
                    + ordering + " order; it offers " + byDelivery.keySet());
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
