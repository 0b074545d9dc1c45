package dev.maat.checkers.reading;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import dev.maat.checkers.history.BadLineException;
import java.util.List;
import java.util.stream.Stream;

/** Checks the names that a header claims. */
final class Claims {
    private Claims() {}

    static void check(List<String> claimed) throws BadLineException {
        for (String name : claimed) {
            if (ProfileId.named(name) == null && PropertyId.named(name) == null) {
                throw new BadLineException(
                        "unknown claim '" + Fields.shorten(name) + "'"
                                + Spelling.hint(Fields.shorten(name), Spelling.claims()),
                        "a claim is a profile (" + profiles() + ") or a list of property ids");
            }
        }
    }

    private static List<String> profiles() {
        return Stream.of(ProfileId.values()).map(ProfileId::id).toList();
    }
}
