package dev.maat.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a deployment can do over a transport, and why not what it cannot.
 *
 * @param where as a message names it: "simulation over udp"
 * @param kinds what can be done
 * @param whyNot the reason for each kind that cannot
 */
public record Capabilities(String where, Set<FaultKind> kinds, Map<FaultKind, String> whyNot) {
    public Capabilities {
        kinds = kinds.isEmpty() ? EnumSet.noneOf(FaultKind.class) : EnumSet.copyOf(kinds);
        whyNot = whyNot.isEmpty() ? new EnumMap<>(FaultKind.class) : new EnumMap<>(whyNot);
    }

    /** Everything but the kinds with a reason against them. */
    public static Capabilities allBut(String where, Map<FaultKind, String> whyNot) {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        kinds.removeAll(whyNot.keySet());
        return new Capabilities(where, kinds, whyNot);
    }

    /**
     * Makes sure that all of these can be done.
     *
     * @throws UnsupportedFaultException naming each that cannot and the reason
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
     * The kinds that a list as given to {@code --faults} asks for here. A kind named itself must be possible; of a word for
     * several ({@code crash}) only what is possible is taken.
     *
     * @throws UnsupportedFaultException if a kind named itself cannot be done, or nothing is left of a word for several
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
