package dev.maat.reference.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Packets in flight. Each arrives a millisecond after it was sent, in order, unless a rule holds or drops it, or the way is longer. */
final class Network {
    /** How long a packet is on its way. */
    long latencyNanos = 1_000_000;

    /** Packets that one rule holds, at most: a script that exceeds it has forgotten the rule. */
    private static final int MAX_HELD = 20_000;

    /** Stops the flights that it matches, those already on their way too; the first rule that matches counts. */
    final class Rule {
        private final Predicate<Flight> matches;
        private final boolean holds;
        private final List<Flight> held = new ArrayList<>();
        private int dropped;

        private Rule(Predicate<Flight> matches, boolean holds) {
            this.matches = matches;
            this.holds = holds;
        }

        private void stop(Flight flight) {
            listener.accept(flight, holds ? "is held back" : "is lost");
            if (!holds) {
                dropped++;
                return;
            }
            held.add(flight);
            if (held.size() > MAX_HELD) {
                throw new IllegalStateException("a rule holds more than " + MAX_HELD + " packets");
            }
        }

        /** How many packets it has stopped. */
        int stopped() {
            return holds ? held.size() : dropped;
        }

        /** The rule ends; the packets it holds arrive next. */
        void release() {
            rules.remove(this);
            waiting.addAll(0, held);
            held.clear();
        }

        /** The rule ends; the packets it holds are lost. */
        void discard() {
            rules.remove(this);
            held.clear();
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final List<Flight> waiting = new ArrayList<>();
    private BiConsumer<Flight, String> listener = (flight, what) -> {};

    /** Hears of each packet that a rule stops. */
    void tell(BiConsumer<Flight, String> hears) {
        listener = hears;
    }

    Rule hold(Predicate<Flight> which) {
        return add(new Rule(which, true));
    }

    Rule drop(Predicate<Flight> which) {
        return add(new Rule(which, false));
    }

    private Rule add(Rule rule) {
        rules.add(rule);
        return rule;
    }

    void send(Flight flight) {
        waiting.add(flight);
    }

    /** Matching packets that are on their way are lost. */
    void lose(Predicate<Flight> which) {
        waiting.removeIf(which);
    }

    /** When the next packet that no rule stops arrives; {@link Long#MAX_VALUE} if there is none. */
    long nextNanos() {
        settle();
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.get(0).dueNanos();
    }

    Flight take() {
        return waiting.remove(0);
    }

    private void settle() {
        while (!waiting.isEmpty()) {
            Rule against = against(waiting.get(0));
            if (against == null) {
                return;
            }
            against.stop(waiting.remove(0));
        }
    }

    private @Nullable Rule against(Flight flight) {
        for (Rule rule : rules) {
            if (rule.matches.test(flight)) {
                return rule;
            }
        }
        return null;
    }
}
