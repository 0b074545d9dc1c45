package dev.maat.suites.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The arrows that ARCHITECTURE.md draws, read from there, so that the map and the test cannot differ.
 *
 * <p>A line {@code a -> b, c} says that {@code dev.maat.a} may use {@code dev.maat.b} and {@code dev.maat.c}. In the block marked
 * {@code arrows modules} the names are modules; in the one marked {@code arrows packages} they are packages of one module.
 */
final class Arrows {
    private static final String OPENING = "```arrows ";
    private static final String CLOSING = "```";
    private static final Path MAP = Path.of("..", "..", "ARCHITECTURE.md");
    private static final String NOTHING = "nothing";

    private final Map<String, TreeSet<String>> targets = new TreeMap<>();

    private Arrows() {}

    /** @throws IOException if the map cannot be read */
    static Arrows betweenModules() throws IOException {
        return read("modules", Files.readAllLines(MAP));
    }

    /** @throws IOException if the map cannot be read */
    static Arrows betweenPackages() throws IOException {
        return read("packages", Files.readAllLines(MAP));
    }

    static Arrows read(String block, List<String> lines) {
        Arrows arrows = new Arrows();
        boolean inside = false;
        for (String line : lines) {
            if (line.strip().equals(OPENING + block)) {
                inside = true;
            } else if (line.strip().equals(CLOSING)) {
                inside = false;
            } else if (inside && !line.isBlank()) {
                arrows.add(line);
            }
        }
        return arrows;
    }

    private void add(String line) {
        String[] sides = line.split("->", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("not an arrow in ARCHITECTURE.md: " + line);
        }
        TreeSet<String> to = new TreeSet<>();
        for (String target : sides[1].split(",", -1)) {
            if (!target.strip().equals(NOTHING)) {
                to.add(target.strip());
            }
        }
        if (targets.put(sides[0].strip(), to) != null) {
            throw new IllegalArgumentException("two lines of ARCHITECTURE.md begin with " + sides[0].strip());
        }
    }

    /** Names that a line begins with. */
    TreeSet<String> sources() {
        return new TreeSet<>(targets.keySet());
    }

    /** Names that arrows point at and that no line begins with. */
    List<String> unknownTargets() {
        List<String> unknown = new ArrayList<>();
        targets.forEach((from, to) -> to.stream()
                .filter(target -> !targets.containsKey(target))
                .forEach(target -> unknown.add(from + " -> " + target)));
        return unknown;
    }

    boolean allows(String from, String to) {
        return targets.getOrDefault(from, new TreeSet<>()).contains(to);
    }

    /** Arrows that are drawn and that nothing in the house uses. */
    List<String> unused(Map<String, TreeSet<String>> used) {
        List<String> unused = new ArrayList<>();
        targets.forEach((from, to) -> to.stream()
                .filter(target -> !used.getOrDefault(from, new TreeSet<>()).contains(target))
                .forEach(target -> unused.add(from + " -> " + target)));
        return unused;
    }
}
