package dev.maat.checkers;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import java.util.List;

/** A profile of the catalogue, with which histories can be judged. */
public final class Profile {
    private final ProfileId id;

    Profile(ProfileId id) {
        this.id = id;
    }

    /** The name that a header's {@code claims} uses. */
    public String name() {
        return id.id();
    }

    /** The profiles directly below: a system that keeps this profile keeps them. */
    public List<Profile> contained() {
        return id.contained().stream().map(Profiles::of).toList();
    }

    /** Every property that this profile asks of a history, once each: those of the contained profiles first. */
    public List<PropertyId> properties(History history) {
        return id.properties(history.header().partitionable());
    }

    /** Judges a history as if it claimed this profile. */
    public Judgement check(History history) {
        return Judge.judge(history, this);
    }

    @Override
    public String toString() {
        return name();
    }
}
