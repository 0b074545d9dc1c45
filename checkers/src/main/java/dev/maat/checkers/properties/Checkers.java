package dev.maat.checkers.properties;

import dev.maat.checkers.JudgeListener;
import dev.maat.checkers.PropertyId;
import dev.maat.checkers.PropertyResult;
import dev.maat.checkers.Verdict;
import dev.maat.checkers.history.History;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All the checkers there are. */
public final class Checkers {
    private static final List<Checker> ALL = List.of(
            new SelfInclusion(),
            new LocalMonotonicity(),
            new ViewIdentity(),
            new InitialViewEvent(),
            new PrimaryComponent(),
            new NoSkippedView(),
            new NoUnprovokedExit(),
            new DeliveryIntegrity(),
            new NoDuplication(),
            new SenderInView(),
            new SameViewDelivery(),
            new SendingViewDelivery(),
            new VirtualSynchrony(),
            new TransitionalSet(),
            new AgreementOnSuccessors(),
            new Fifo(),
            new FifoGapFree(),
            new Causal(),
            new CausalGapFree(),
            new WeakTotalOrder(),
            new TotalOrder(false),
            new UniformPrefixOrder(),
            new PlaceAgreement(),
            new UniformPlaceAgreement(),
            new SafeIndication(),
            new Blocking(),
            new SerialUpcalls(),
            new StateTransfer(),
            new NoSpuriousView(),
            new BoundedMemory(),
            new Validity(),
            new SendLiveness(),
            new Agreement(),
            new UniformAgreement(),
            new MembershipPrecision(),
            new MulticastLiveness(),
            new SafeLiveness(),
            new TerminationOfDelivery(),
            new EvsBasicDelivery(),
            new EvsConfigurationChange(),
            new EvsSelfDelivery(),
            new EvsFailureAtomicity(),
            new EvsCausal(),
            new EvsAgreed(),
            new EvsSafe(),
            new TotalOrder(true));

    private Checkers() {}

    /**
     * Judges every property that has a checker. A checker that fails, or facts that cannot be had, make a property unknown.
     */
    public static Map<PropertyId, PropertyResult> judge(History history, JudgeListener listener) {
        Map<PropertyId, PropertyResult> results = new EnumMap<>(PropertyId.class);
        long began = System.nanoTime();
        Facts facts;
        try {
            facts = new Facts(history);
        } catch (RuntimeException | StackOverflowError failure) {
            for (Checker checker : ALL) {
                results.put(checker.property(), Findings.failed(checker.property(), failure));
            }
            return results;
        }
        listener.judged("facts", System.nanoTime() - began);
        for (Checker checker : ALL) {
            began = System.nanoTime();
            results.put(checker.property(), judge(facts, checker));
            listener.judged(checker.property().id(), System.nanoTime() - began);
        }
        return results;
    }

    /**
     * Every sentence that is told of the violations of one property, for small histories: those that {@link #judge} tells
     * the first of. Empty where none is violated, or the property has no checker.
     */
    public static List<String> told(History history, PropertyId property) {
        for (Checker checker : ALL) {
            if (checker.property() == property) {
                Facts facts = new Facts(history);
                Findings findings = new Findings(facts, property);
                List<String> told = findings.tellAll();
                checker.check(facts, findings);
                return findings.result().verdict() == Verdict.VIOLATED ? told : List.of();
            }
        }
        return List.of();
    }

    private static PropertyResult judge(Facts facts, Checker checker) {
        Findings findings = new Findings(facts, checker.property());
        try {
            checker.check(facts, findings);
        } catch (RuntimeException | StackOverflowError failure) {
            return Findings.failed(checker.property(), failure);
        }
        return findings.result();
    }
}
