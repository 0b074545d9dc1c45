package dev.maat.checkers.properties.environment;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;

/**
 * Buffers stay within the bound that the implementation declares.
 *
 * <p>Cost: O(samples). A case is a sample; it is at risk if a fault that bit falls on it, or if the process was
 * leaving a view. Violated by 10,000 bytes buffered under a bound of 8,192.
 */
public final class BoundedMemory implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.BOUNDED_MEMORY;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        boolean any = false;
        for (ProcessLog log : facts.history.logs()) {
            for (int i = 0; i < log.size() && log.count(EventType.SAMPLE) > 0; i++) {
                if (log.type(i) != EventType.SAMPLE
                        || !(facts.history.detail(log, i) instanceof Detail.Sample sample)) {
                    continue;
                }
                any = true;
                findings.applicable(facts.risk.overlapsFault(log.timeNanos(i), log.timeNanos(i))
                        || facts.risk.leaving(log.process(), i));
                if (sample.buffered() > sample.bound()) {
                    int event = i;
                    findings.violated(
                            log.name() + " buffered " + sample.buffered() + " bytes, and declares a bound of "
                                    + sample.bound(),
                            witness -> witness.event(log.process(), event));
                }
            }
        }
        if (!any) {
            findings.inapplicable("the history has no samples");
        }
    }
}
