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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a history is judged by.
 *
 * @param profile instead of what its header claims, or null
 * @param properties these alone; empty for all that is claimed
 */
record CheckClaim(@Nullable Profile profile, List<PropertyId> properties) {

    /** From what was written on the command line. */
    static CheckClaim of(@Nullable String profile, List<String> properties) {
        if (profile != null && !properties.isEmpty()) {
            throw new ArgumentException("--profile and --property: give one of the two");
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
            throw new ArgumentException("no profile is called '" + name + "'" + Spelling.hint(name, names)
                    + " There are " + String.join(", ", names));
        }
        return found;
    }

    static PropertyId property(String id) {
        PropertyId found = PropertyId.named(id);
        if (found == null) {
            List<String> ids =
                    Stream.of(PropertyId.values()).map(PropertyId::id).toList();
            throw new ArgumentException("no property is called '" + id + "'" + Spelling.hint(id, ids) + " There are "
                    + ids.stream()
                            .filter(known -> PropertyId.named(known) != null)
                            .collect(Collectors.joining(", ")));
        }
        return found;
    }

    /** Whether only some rows were asked for. */
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
