package dev.maat.reference;

import dev.maat.contract.FeedbackStudy;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.study.ReferenceStudy;
import java.util.List;
import java.util.Map;

/**
 * Offers the implementation {@code reference}, and the study of its strategies of feedback.
 *
 * <p>Options: {@code reliability} = {@code nack} (default), {@code ack} or {@code tree}; {@code fanOut} (8), of the tree; {@code ordering}
 * = {@code fifo} (default), {@code causal}, {@code total} (by a sequencer) or {@code agreed} (without one); {@code delivery} = {@code
 * plain} (default) or {@code uniform}; {@code heartbeatMillis} (50), {@code suspicionMillis} (500), {@code bootstrapMillis} (2000), {@code
 * promiseMillis} (250), {@code ballotMillis} (500), {@code coordinatorStepMillis} (200), {@code transferMillis} (3000), {@code joinMillis}
 * (100), {@code retryMillis} (40), {@code groupEndMillis} (1000); {@code groupKey}, a secret in base64, by which the processes of the
 * group know each other's packets (none). Maat takes it from the file that the option {@code groupKeyFile} of a scenario names.
 */
public final class ReferenceProvider implements ImplementationProvider.Pure, FeedbackStudy {
    /** The only name it offers. */
    public static final String NAME = "reference";

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException("unknown implementation '" + name + "'; offered is " + NAME);
        }
        return new ReferenceCore(ReferenceParts.STANDARD, options);
    }

    @Override
    public List<String> strategies() {
        return ReferenceStudy.STRATEGIES;
    }

    @Override
    public Figures measure(Setting setting, Progress progress) {
        return ReferenceStudy.measure(setting, progress);
    }
}
