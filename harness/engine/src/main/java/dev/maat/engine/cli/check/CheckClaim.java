package dev.maat.engine.cli.check;

import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profile;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import dev.maat.checkers.history.History;
import dev.maat.engine.run.ArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claim by which a history is judged.
 *
 * @param profile a profile that replaces the claims of the header, or null
 * @param properties the only properties that are judged; empty for all that are claimed
 */
record CheckClaim(@Nullable Profile profile, List<PropertyId> properties) {

    /** The claim that the options ask for. */
    static CheckClaim of(@Nullable String profile, List<String> properties) {
        if (profile != null && !properties.isEmpty()) {
            throw new ArgumentException("--profile and --property exclude each other; leave one of them out");
        }
        List<PropertyId> named = new ArrayList<>();
        for (String id : properties) {
            named.add(property(id.strip()));
        }
        return new CheckClaim(profile == null ? null : named(profile), named);
    }

    private static Profile named(String name) {
        Profile found = Profiles.named(name);
        if (found == null) {
            List<String> names = Profiles.all().stream().map(Profile::name).toList();
            throw new ArgumentException("there is no profile '" + name + "'" + Spelling.hint(name, names)
                    + " Choose one of " + String.join(", ", names));
        }
        return found;
    }

    static PropertyId property(String id) {
        PropertyId found = PropertyId.judged(id);
        if (found == null) {
            List<String> ids =
                    Stream.of(PropertyId.values()).map(PropertyId::id).toList();
            throw new ArgumentException("there is no property '" + id + "'" + Spelling.hint(id, ids) + " Choose from "
                    + String.join(", ", ids));
        }
        return found;
    }

    /** Whether single properties were asked for. */
    boolean onlySome() {
        return !properties.isEmpty();
    }

    Judgement judge(History history) {
        if (onlySome()) {
            return Judge.judge(history, properties);
        }
        return profile == null ? Judge.judge(history) : Judge.judge(history, profile);
    }
}
