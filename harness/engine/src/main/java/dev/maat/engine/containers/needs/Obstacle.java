package dev.maat.engine.containers.needs;

import java.util.List;

/**
 * The reasons why an image cannot be built on this machine.
 *
 * @param programs that are not installed
 * @param other reason, with its remedy; empty if there is none
 */
record Obstacle(List<String> programs, String other) {
    static final Obstacle NONE = new Obstacle(List.of(), "");

    boolean isNone() {
        return programs.isEmpty() && other.isEmpty();
    }

    /** Why not: "nft and ldd are not installed". */
    String words() {
        if (programs.isEmpty()) {
            return other;
        }
        List<String> names = programs.stream()
                .map(name -> name.equals("nft") ? "nft (or iptables)" : name)
                .toList();
        String missing = Installation.words(names) + (programs.size() == 1 ? " is" : " are") + " not installed";
        return other.isEmpty() ? missing : missing + ", and " + other;
    }
}
