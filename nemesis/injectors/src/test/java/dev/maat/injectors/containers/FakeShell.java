package dev.maat.injectors.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the rules that it is given, by node, and answers listings from a table; nodes may be gone. The key of a listing is
 * {@code "n1"}, or {@code "n1 fault4"} for one chain.
 */
final class FakeShell implements NamespaceShell {
    final TreeMap<String, List<String>> rules = new TreeMap<>();
    final TreeMap<String, String> listings = new TreeMap<>();
    final Set<String> gone = new TreeSet<>();

    @Override
    public synchronized String run(Target target, List<String> command) {
        if (gone.contains(target.node())) {
            throw new NodeGone(target.node());
        }
        if (command.size() == 2) {
            rules.computeIfAbsent(target.node(), node -> new ArrayList<>()).add(command.get(1));
            return "";
        }
        String chain = target.node() + " " + command.get(command.size() - 1);
        return listings.getOrDefault(chain, listings.getOrDefault(target.node(), ""));
    }

    /** The rules that were set last at a node. */
    String newestAt(String node) {
        return rules.getOrDefault(node, List.of("")).getLast();
    }

    @Override
    public void forget(Target target) {}

    @Override
    public void close() {}
}
