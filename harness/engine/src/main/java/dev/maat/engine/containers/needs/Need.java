package dev.maat.engine.containers.needs;

import java.util.List;

/**
 * One thing that runs in containers need, and whether this machine has it.
 *
 * @param found its version or place; the reason if it is not here
 * @param programs that would mend it if they were installed; empty if it is here
 * @param otherwise another remedy; may be empty
 */
public record Need(Subject subject, State state, String found, List<String> programs, String otherwise) {
    /** The things that runs in containers need. */
    public enum Subject {
        ENGINE("container engine"),
        NODE_IMAGE("node image"),
        /** For runs over TCP alone. */
        TOXIPROXY_IMAGE("Toxiproxy image"),
        /** Rules in the network namespaces of the containers, by whatever way. */
        NETFILTER("netfilter"),
        /** As before, with the rules that lead connections to Toxiproxy and refuse them: a kernel may lack these alone. */
        NETFILTER_TCP("netfilter for TCP"),
        /** One of the ways to netfilter; it needs no root. */
        HELPER_IMAGE("helper image");

        private final String words;

        Subject(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether the machine has it. */
    public enum State {
        READY,
        /** Not here yet; the run that first needs it gets it. */
        OBTAINABLE,
        /** Nothing says whether the run that first needs it gets it: the engine cannot ask the registry. */
        UNSURE,
        MISSING
    }

    /** How to get it on this machine; empty if it needs no remedy. */
    public String remedy(Machine machine) {
        if (programs.isEmpty()) {
            return otherwise;
        }
        return Installation.of(programs, machine) + (otherwise.isEmpty() ? "" : "; or " + otherwise);
    }

    static Need ready(Subject subject, String found) {
        return new Need(subject, State.READY, found, List.of(), "");
    }

    String words() {
        return subject.words() + ": " + found;
    }
}
