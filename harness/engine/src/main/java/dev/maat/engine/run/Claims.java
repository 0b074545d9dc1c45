package dev.maat.engine.run;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profile;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a judgement is about. */
public final class Claims {
    private Claims() {}

    /** The ids of the properties that what is claimed consists of. */
    public static Set<String> properties(Judgement judgement, History history) {
        Set<String> ids = new LinkedHashSet<>();
        for (String claim : judgement.claims()) {
            Profile profile = Profiles.named(claim);
            if (profile == null) {
                ids.add(claim);
                continue;
            }
            for (PropertyId part : profile.properties(history)) {
                ids.add(part.id());
            }
        }
        return ids;
    }
}
