package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every view line in order of reading. Ids are numbered in order of appearance, and equal lines share one content. */
final class ViewTable {
    private final List<ViewInstall> installs = new ArrayList<>();
    private final Map<String, List<ViewContent>> contents = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** View lines so far. */
    int count() {
        return installs.size();
    }

    void add(ViewInstall install) {
        installs.add(install);
    }

    ViewInstall last() {
        return installs.getLast();
    }

    List<ViewInstall> installs() {
        return Collections.unmodifiableList(installs);
    }

    /** Distinct ids. */
    int idCount() {
        return numbers.size();
    }

    ViewContent content(
            String id, long seq, int[] members, boolean primary, String generation, @Nullable String transitionalOf) {
        List<ViewContent> known = contents.computeIfAbsent(id, absent -> new ArrayList<>());
        for (ViewContent content : known) {
            if (content.seq() == seq
                    && content.primary() == primary
                    && content.sameMembersInOrder(members)
                    && content.generation().equals(generation)
                    && Objects.equals(content.transitionalOf(), transitionalOf)) {
                return content;
            }
        }
        ViewContent content = new ViewContent(id, number(id), seq, members, primary, generation, transitionalOf);
        known.add(content);
        return content;
    }

    private int number(String id) {
        Integer known = numbers.get(id);
        if (known == null) {
            known = numbers.size();
            numbers.put(id, known);
        }
        return known;
    }
}
