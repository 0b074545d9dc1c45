package dev.maat.checkers;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A class of systems: the properties that each of them keeps. The profiles are a lattice: who breaks a property breaks every
 * profile that contains it.
 */
public final class Profile {
    private final String name;
    private final List<Profile> contained;
    private final Set<PropertyId> own = new LinkedHashSet<>();
    private final Set<PropertyId> partitionableOnly = new LinkedHashSet<>();

    Profile(String name, List<Profile> contained, PropertyId... own) {
        this.name = name;
        this.contained = List.copyOf(contained);
        this.own.addAll(List.of(own));
    }

    Profile andIfPartitionable(PropertyId... more) {
        partitionableOnly.addAll(List.of(more));
        return this;
    }

    /** As in a header's {@code claims}. */
    public String name() {
        return name;
    }

    /** Profiles directly below: who keeps this one keeps them. */
    public List<Profile> contained() {
        return contained;
    }

    /** All that this profile asks of a history, what it contains first, each property once. */
    public List<PropertyId> properties(History history) {
        Set<PropertyId> all = new LinkedHashSet<>();
        collect(history.header().partitionable(), all);
        return new ArrayList<>(all);
    }

    private void collect(boolean partitionable, Collection<PropertyId> into) {
        for (Profile part : contained) {
            part.collect(partitionable, into);
        }
        into.addAll(own);
        if (partitionable) {
            into.addAll(partitionableOnly);
        }
    }

    /** Judges a history as if it claimed this profile. */
    public Judgement check(History history) {
        return Judge.judge(history, this);
    }

    @Override
    public String toString() {
        return name;
    }
}
