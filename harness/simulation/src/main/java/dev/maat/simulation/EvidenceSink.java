package dev.maat.simulation;

import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.checkers.recording.LineSink;
import dev.maat.checkers.recording.ProcessRecorder;
import java.util.function.LongSupplier;

/** Takes the lines of a history. */
public interface EvidenceSink {
    /** For the harness's lines, the header first. Asked for once. */
    LineSink harness();

    /** For the lines of a process. Asked for once for each process, when it starts. */
    LineSink process(String process);

    /** The recorder of the harness's lines. Asked for once. */
    default HarnessRecorder harness(LongSupplier nanosSinceRunBegan) {
        return new HarnessRecorder(harness(), nanosSinceRunBegan);
    }

    /** The recorder of a process. Asked for once for each process, when it starts. */
    default ProcessRecorder process(String process, LongSupplier nanosSinceRunBegan) {
        return new ProcessRecorder(process, process(process), nanosSinceRunBegan);
    }

    /** Keeps the history in memory, as bytes. */
    static EvidenceSink in(CompactEvidence evidence) {
        return new EvidenceSink() {
            @Override
            public LineSink harness() {
                throw new UnsupportedOperationException("it has recorders of its own");
            }

            @Override
            public LineSink process(String process) {
                throw new UnsupportedOperationException("it has recorders of its own");
            }

            @Override
            public HarnessRecorder harness(LongSupplier nanosSinceRunBegan) {
                return evidence.harness(nanosSinceRunBegan);
            }

            @Override
            public ProcessRecorder process(String process, LongSupplier nanosSinceRunBegan) {
                return evidence.process(process, nanosSinceRunBegan);
            }
        };
    }

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
