package dev.maat.simulation;

import dev.maat.checkers.recording.LineSink;

/** Takes the lines of a history. */
public interface EvidenceSink {
    /** For the harness's lines, the header first. Asked for once. */
    LineSink harness();

    /** For the lines of a process. Asked for once for each process, when it starts. */
    LineSink process(String process);

    /** Keeps nothing, for runs of which only the fingerprint is needed. */
    EvidenceSink NONE = new EvidenceSink() {
        @Override
        public LineSink harness() {
            return (buffer, length) -> {};
        }

        @Override
        public LineSink process(String process) {
            return (buffer, length) -> {};
        }
    };
}
