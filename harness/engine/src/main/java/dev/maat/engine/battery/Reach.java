package dev.maat.engine.battery;

import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.PhaseSpans;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.faults.FaultKind;

/** One trait of the situation that a case must come to. A history shows whether its run did. */
public sealed interface Reach {
    /** The trait in words, as the end of "the run must reach ...". */
    String words();

    /** Whether the trait is about phases that an implementation marks; one that marks none cannot show it. */
    boolean needsMarks();

    /** Whether a run came to it. */
    boolean isReached(Evidence evidence);

    /** A fault with an effect began while a process was in the phase. */
    record Began(int fault, FaultKind kind, ProtocolPhase phase) implements Reach {
        @Override
        public String words() {
            return "a " + kind.word() + " (fault " + fault + ") that falls while a process is in " + phase.word();
        }

        @Override
        public boolean needsMarks() {
            return phase.mark() != null;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            return evidence.falls(fault).stream()
                    .anyMatch(fall -> fall.bit()
                            && FaultCoverage.phases(evidence.spans(), fall).contains(phase));
        }
    }

    /** A process was in the phase while a fault was on. */
    record During(int fault, FaultKind kind, ProtocolPhase phase) implements Reach {
        @Override
        public String words() {
            return "a process in " + phase.word() + " while the " + kind.word() + " (fault " + fault + ") is on";
        }

        @Override
        public boolean needsMarks() {
            return phase.mark() != null;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            return evidence.falls(fault).stream()
                    .anyMatch(fall -> fall.bit() && evidence.spans().overlaps(phase, fall.fromNanos(), fall.toNanos()));
        }
    }

    /** A fault with an effect was healed while a process was in the phase. */
    record Healed(int fault, FaultKind kind, ProtocolPhase phase) implements Reach {
        @Override
        public String words() {
            return "the heal of the " + kind.word() + " (fault " + fault + ") while a process is in " + phase.word();
        }

        @Override
        public boolean needsMarks() {
            return phase.mark() != null;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            return evidence.falls(fault).stream()
                    .anyMatch(fall -> fall.bit()
                            && fall.toNanos() < Long.MAX_VALUE
                            && evidence.spans().covers(phase, fall.toNanos()));
        }
    }

    /** A fault with an effect began before any process had a view. */
    record BeforeFirstView(int fault, FaultKind kind) implements Reach {
        @Override
        public String words() {
            return "a " + kind.word() + " (fault " + fault + ") that falls before the first view";
        }

        @Override
        public boolean needsMarks() {
            return false;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            PhaseSpans spans = evidence.spans();
            return evidence.falls(fault).stream()
                    .anyMatch(fall -> fall.bit() && fall.fromNanos() < spans.firstViewNanos());
        }
    }

    /** A process came into the phase. */
    record Came(ProtocolPhase phase) implements Reach {
        @Override
        public String words() {
            return "a process in " + phase.word();
        }

        @Override
        public boolean needsMarks() {
            return phase.mark() != null;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            return evidence.spans().reached(phase);
        }
    }

    /** Two processes were in the phases at the same time. */
    record Together(ProtocolPhase one, ProtocolPhase other) implements Reach {
        @Override
        public String words() {
            return "one process in " + one.word() + " while another is in " + other.word();
        }

        @Override
        public boolean needsMarks() {
            return one.mark() != null || other.mark() != null;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            return evidence.coverage().count(one, other) > 0;
        }
    }

    /** Something happened often enough. */
    record AtLeast(Evidence.Count count, long least) implements Reach {
        @Override
        public String words() {
            return least + " or more " + count.words();
        }

        @Override
        public boolean needsMarks() {
            return false;
        }

        @Override
        public boolean isReached(Evidence evidence) {
            return evidence.count(count) >= least;
        }
    }
}
