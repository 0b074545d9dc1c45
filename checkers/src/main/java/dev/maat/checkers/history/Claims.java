package dev.maat.checkers.history;

import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import java.util.List;

/** Names that a header may claim. */
final class Claims {
    private Claims() {}

    static void check(List<String> claimed) throws BadLineException {
        for (String name : claimed) {
            if (Profiles.named(name) == null && PropertyId.named(name) == null) {
                throw new BadLineException(
                        "unknown claim '" + Fields.shorten(name) + "'"
                                + Spelling.hint(Fields.shorten(name), Spelling.claims()),
                        "a claim is a profile (" + Profiles.all() + ") or a list of property ids");
            }
        }
    }
}
