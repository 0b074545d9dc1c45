package dev.maat.checkers.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Suggests known names for one that is misspelt. */
public final class Spelling {
    private static final int MAX_SUGGESTIONS = 3;
    private static final int LETTERS_PER_MISTAKE = 3;

    private Spelling() {}

    /** The ids of all properties and the names of all profiles. */
    public static List<String> claims() {
        return Stream.concat(
                        Stream.of(ProfileId.values()).map(ProfileId::id),
                        Stream.of(PropertyId.values()).map(PropertyId::id).filter(id -> PropertyId.named(id) != null))
                .toList();
    }

    /**
     * "; did you mean x or y?", or nothing where no known name is close. A name is close if at most one letter in three is
     * wrong, or if one of the two is a part of the other.
     */
    public static String hint(String written, Collection<String> known) {
        int limit = Math.max(1, written.length() / LETTERS_PER_MISTAKE);
        List<String> close = known.stream()
                .filter(name -> distance(written, name) <= limit || partOf(written, name))
                .sorted(Comparator.comparingInt(name -> distance(written, name)))
                .limit(MAX_SUGGESTIONS)
                .toList();
        return close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?";
    }

    private static boolean partOf(String written, String name) {
        return written.length() >= LETTERS_PER_MISTAKE && (name.contains(written) || written.contains(name));
    }

    /** How many letters must be inserted, left out or replaced (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
