package dev.maat.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of fault that a deployment can inject over a transport, and a reason for each kind that it cannot.
 *
 * @param where the deployment and transport, as messages name them: "simulation over udp"
 * @param kinds the kinds that can be injected
 * @param whyNot the reason for each kind that cannot
 */
public record Capabilities(String where, Set<FaultKind> kinds, Map<FaultKind, String> whyNot) {
    public Capabilities {
        kinds = kinds.isEmpty() ? EnumSet.noneOf(FaultKind.class) : EnumSet.copyOf(kinds);
        whyNot = whyNot.isEmpty() ? new EnumMap<>(FaultKind.class) : new EnumMap<>(whyNot);
    }

    /** Every kind that has no reason against it. */
    public static Capabilities allBut(String where, Map<FaultKind, String> whyNot) {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        kinds.removeAll(whyNot.keySet());
        return new Capabilities(where, kinds, whyNot);
    }

    /** These capabilities without some kinds; the reasons of this object come first. */
    public Capabilities without(Map<FaultKind, String> furtherWhyNot) {
        Set<FaultKind> left = EnumSet.noneOf(FaultKind.class);
        left.addAll(kinds);
        left.removeAll(furtherWhyNot.keySet());
        Map<FaultKind, String> all = new EnumMap<>(FaultKind.class);
        all.putAll(furtherWhyNot);
        all.putAll(whyNot);
        return new Capabilities(where, left, all);
    }

    /**
     * Checks that all of these can be injected.
     *
     * @throws UnsupportedFaultException naming each kind that cannot, with the reason
     */
    public void require(Set<FaultKind> wanted) {
        List<String> cannot = new ArrayList<>();
        for (FaultKind kind : wanted) {
            if (!kinds.contains(kind)) {
                cannot.add(kind + " (" + whyNot.getOrDefault(kind, "not built") + ")");
            }
        }
        if (!cannot.isEmpty()) {
            throw new UnsupportedFaultException(
                    where + " cannot do " + String.join(", ", cannot) + "; it can do " + kinds);
        }
    }

    /**
     * The kinds selected by a list such as {@code --faults} takes. A kind that the list names must be possible here; a word for
     * several kinds ({@code crash}) selects those of them that are possible.
     *
     * @throws UnsupportedFaultException if a named kind cannot be injected, or no kind that a word stands for can
     * @throws IllegalArgumentException if a word is not known
     */
    public Set<FaultKind> select(String list) {
        Set<FaultKind> selected = EnumSet.noneOf(FaultKind.class);
        for (String raw : list.split(",", -1)) {
            String word = raw.strip();
            Set<FaultKind> meant = FaultKind.parseList(word);
            Set<FaultKind> possible = EnumSet.copyOf(meant);
            possible.retainAll(kinds);
            if (!FaultKind.isGroupWord(word) || possible.isEmpty()) {
                require(meant);
            }
            selected.addAll(possible);
        }
        return selected;
    }
}
