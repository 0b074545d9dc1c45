package dev.maat.checkers.properties;

import dev.maat.checkers.catalogue.JudgeListener;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.agreement.Agreement;
import dev.maat.checkers.properties.agreement.MulticastLiveness;
import dev.maat.checkers.properties.agreement.SafeLiveness;
import dev.maat.checkers.properties.agreement.SendLiveness;
import dev.maat.checkers.properties.agreement.TerminationOfDelivery;
import dev.maat.checkers.properties.agreement.UniformAgreement;
import dev.maat.checkers.properties.agreement.Validity;
import dev.maat.checkers.properties.agreement.ViewAgreement;
import dev.maat.checkers.properties.delivery.DeliveryIntegrity;
import dev.maat.checkers.properties.delivery.NoDuplication;
import dev.maat.checkers.properties.delivery.SafeIndication;
import dev.maat.checkers.properties.delivery.SameViewDelivery;
import dev.maat.checkers.properties.delivery.SenderInView;
import dev.maat.checkers.properties.delivery.SendingViewDelivery;
import dev.maat.checkers.properties.delivery.VirtualSynchrony;
import dev.maat.checkers.properties.environment.Blocking;
import dev.maat.checkers.properties.environment.BoundedMemory;
import dev.maat.checkers.properties.environment.NoUnprovokedExit;
import dev.maat.checkers.properties.environment.SerialUpcalls;
import dev.maat.checkers.properties.environment.StateTransfer;
import dev.maat.checkers.properties.evs.EvsAgreed;
import dev.maat.checkers.properties.evs.EvsBasicDelivery;
import dev.maat.checkers.properties.evs.EvsCausal;
import dev.maat.checkers.properties.evs.EvsConfigurationChange;
import dev.maat.checkers.properties.evs.EvsFailureAtomicity;
import dev.maat.checkers.properties.evs.EvsSafe;
import dev.maat.checkers.properties.evs.EvsSelfDelivery;
import dev.maat.checkers.properties.membership.AgreementOnSuccessors;
import dev.maat.checkers.properties.membership.InitialViewEvent;
import dev.maat.checkers.properties.membership.LocalMonotonicity;
import dev.maat.checkers.properties.membership.MembershipPrecision;
import dev.maat.checkers.properties.membership.NoSkippedView;
import dev.maat.checkers.properties.membership.NoSpuriousView;
import dev.maat.checkers.properties.membership.PrimaryComponent;
import dev.maat.checkers.properties.membership.SelfInclusion;
import dev.maat.checkers.properties.membership.TransitionalSet;
import dev.maat.checkers.properties.membership.ViewIdentity;
import dev.maat.checkers.properties.order.Causal;
import dev.maat.checkers.properties.order.CausalGapFree;
import dev.maat.checkers.properties.order.Fifo;
import dev.maat.checkers.properties.order.FifoGapFree;
import dev.maat.checkers.properties.order.PlaceAgreement;
import dev.maat.checkers.properties.order.TotalOrder;
import dev.maat.checkers.properties.order.UniformPlaceAgreement;
import dev.maat.checkers.properties.order.UniformPrefixOrder;
import dev.maat.checkers.properties.order.WeakTotalOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All the checkers there are. */
public final class Checkers {
    private static final List<JudgingRound.Shared> SHARED = List.of(
            new JudgingRound.Shared("facts: risk", facts -> facts.risk.weighMessages()),
            new JudgingRound.Shared("facts: one order", Facts::oneOrder),
            new JudgingRound.Shared("facts: causality", Facts::viewCausality),
            new JudgingRound.Shared("facts: places", Facts::placesAgree),
            new JudgingRound.Shared("facts: causal waits", Facts::causalWaits),
            new JudgingRound.Shared("facts: configurations", Facts::configurations));

    /** The most expensive checkers start first, so that none is left running alone. */
    private static final List<Checker> ALL = List.of(
            new UniformAgreement(),
            new DeliveryIntegrity(),
            new Agreement(),
            new ViewAgreement(),
            new UniformPrefixOrder(),
            new PlaceAgreement(),
            new EvsBasicDelivery(),
            new Causal(),
            new TotalOrder(false),
            new CausalGapFree(),
            new SelfInclusion(),
            new LocalMonotonicity(),
            new ViewIdentity(),
            new InitialViewEvent(),
            new PrimaryComponent(),
            new NoSkippedView(),
            new NoUnprovokedExit(),
            new NoDuplication(),
            new SenderInView(),
            new SameViewDelivery(),
            new SendingViewDelivery(),
            new VirtualSynchrony(),
            new TransitionalSet(),
            new AgreementOnSuccessors(),
            new Fifo(),
            new FifoGapFree(),
            new WeakTotalOrder(),
            new UniformPlaceAgreement(),
            new SafeIndication(),
            new Blocking(),
            new SerialUpcalls(),
            new StateTransfer(),
            new NoSpuriousView(),
            new BoundedMemory(),
            new Validity(),
            new SendLiveness(),
            new MembershipPrecision(),
            new MulticastLiveness(),
            new SafeLiveness(),
            new TerminationOfDelivery(),
            new EvsConfigurationChange(),
            new EvsSelfDelivery(),
            new EvsFailureAtomicity(),
            new EvsCausal(),
            new EvsAgreed(),
            new EvsSafe(),
            new TotalOrder(true));

    /** Below, starting threads costs more than it gives; campaigns judge many small histories side by side anyway. */
    private static final long MIN_EVENTS_FOR_THREADS = 100_000;
    /** Each checker at work has arrays as long as the history has messages. */
    public static final int MAX_THREADS = 4;
    /** On a machine with one processor too, so that the same code judges everywhere. */
    private static final int MIN_THREADS = 2;

    private static final Map<PropertyId, Checker> BY_PROPERTY = new EnumMap<>(PropertyId.class);

    static {
        ALL.forEach(checker -> BY_PROPERTY.put(checker.property(), checker));
    }

    private Checkers() {}

    /**
     * The checker of a property.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static Checker of(PropertyId property) {
        Checker checker = BY_PROPERTY.get(property);
        if (checker == null) {
            throw new IllegalArgumentException("no checker of " + property.id());
        }
        return checker;
    }

    /** The checkers of properties that a history claims by their own names. */
    public static List<Checker> claimedByName(History history) {
        return ALL.stream()
                .filter(checker ->
                        history.header().claims().contains(checker.property().id()))
                .toList();
    }

    /** As below, without a listener. */
    public static Map<PropertyId, PropertyResult> judge(History history) {
        return judge(history, MAX_THREADS);
    }

    /**
     * As below, without a listener.
     *
     * @param maxThreads that judge side by side; with 1 it is the caller's alone
     */
    public static Map<PropertyId, PropertyResult> judge(History history, int maxThreads) {
        return judge(history, maxThreads, (part, nanos) -> {});
    }

    /**
     * Judges every property that has a checker. A property is unknown if its checker fails or its facts cannot be
     * computed.
     */
    public static Map<PropertyId, PropertyResult> judge(History history, JudgeListener listener) {
        return judge(history, MAX_THREADS, listener);
    }

    private static Map<PropertyId, PropertyResult> judge(History history, int maxThreads, JudgeListener listener) {
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
        boolean big = history.eventCount() >= MIN_EVENTS_FOR_THREADS;
        int threads = Math.max(Runtime.getRuntime().availableProcessors(), MIN_THREADS);
        new JudgingRound(facts, SHARED, ALL, results, listener).run(big ? Math.min(threads, maxThreads) : 1);
        return results;
    }

    /**
     * All violations of one property, each as a sentence; {@link #judge} gives only the first of them. For small
     * histories. Empty if the property is not violated or has no checker.
     */
    public static List<String> told(History history, PropertyId property) {
        Checker checker = BY_PROPERTY.get(property);
        if (checker == null) {
            return List.of();
        }
        Facts facts = new Facts(history);
        Findings findings = new Findings(facts, property);
        List<String> told = findings.tellAll();
        checker.check(facts, findings);
        return findings.result().verdict() == Verdict.VIOLATED ? told : List.of();
    }
}
