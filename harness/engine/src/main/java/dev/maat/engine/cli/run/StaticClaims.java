package dev.maat.engine.cli.run;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.FaultKind;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The limits of a static group. It claims no property that asks for views, since it installs none, and no fault of its plan may add a
 * process that is not of the group.
 */
public final class StaticClaims {
    private StaticClaims() {}

    /**
     * Makes sure that the scenario of a static group claims nothing that needs views, and plans no fault that changes its processes.
     *
     * @param source the file of the scenario, or the implementation whose manifest it was drawn from
     */
    public static void require(String source, Scenario scenario) {
        if (!scenario.isStatic()) {
            return;
        }
        names(source + ": a static group has no views, so it cannot claim ", scenario.claims());
        names(
                source + ".mustExercise: a static group has no views, so no run of it exercises ",
                scenario.mustExercise());
        for (FaultKind kind : scenario.plan().kinds()) {
            if (kind == FaultKind.JOIN || kind == FaultKind.LEAVE) {
                throw new ArgumentException(
                        source + ".plan: the processes of a static group are fixed, so no fault lets a node "
                                + kind.word() + "; take it out of the plan");
            }
            if (kind == FaultKind.RESTART && !scenario.resumes()) {
                throw new ArgumentException(source
                        + ".plan: a process that restarts is of a static group only if its nodes keep their state; take "
                        + kind.word() + " out of the plan, or say \"recovery\": \"resume\" if they do");
            }
        }
    }

    private static void names(String why, List<String> names) {
        for (String name : names) {
            if (needsViews(name)) {
                throw new ArgumentException(why + name + "; it can claim " + String.join(", ", possible())
                        + ", and properties other than those of views");
            }
        }
    }

    private static List<String> possible() {
        List<String> possible = new ArrayList<>();
        for (ProfileId profile : ProfileId.values()) {
            if (!needsViews(profile.id())) {
                possible.add(profile.id());
            }
        }
        return possible;
    }

    private static boolean needsViews(String name) {
        ProfileId profile = ProfileId.named(name);
        PropertyId property = PropertyId.named(name);
        Set<PropertyId> asked = new LinkedHashSet<>(ProfileId.MEMBERSHIP.properties(true));
        asked.addAll(ProfileId.EXTENDED.properties(true));
        if (profile != null) {
            return profile.properties(true).stream().anyMatch(asked::contains);
        }
        return property != null && asked.contains(property);
    }
}
