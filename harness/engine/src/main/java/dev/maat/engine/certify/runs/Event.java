package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.RunRecord;

/** Progress of a certification. */
public sealed interface Event {
    /** The runs of a share are waited for. */
    record Begun(Share share) implements Event {}

    /** A run was made. */
    record Run(RunRecord record, int made, int planned) implements Event {}

    /** A violation was found; its smallest history and a smaller scenario are looked for. */
    record Shrinking() implements Event {}

    /** A violated scenario is run again. */
    record Again(int done, int of) implements Event {}
}
