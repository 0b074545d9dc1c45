package dev.maat.zoo;

import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import dev.maat.reference.ReferenceCore;
import dev.maat.reference.parts.AgreementParts;
import dev.maat.reference.parts.OrderParts;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.parts.StreamParts;
import dev.maat.reference.parts.TransitionParts;
import java.util.Map;

/** Offers the planted defects; options are the reference's, and have no meaning in the static groups. */
public final class ZooProvider implements ImplementationProvider.Pure {
    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        ReferenceParts standard = ReferenceParts.STANDARD;
        AgreementParts agreement = standard.agreement();
        TransitionParts transition = standard.transition();
        StreamParts stream = standard.stream();
        OrderParts order = standard.order();
        return switch (name) {
            case "zoo:hasty-flush" ->
                new ReferenceCore(standard.withTransition(transition.withFlush(new HastyFlush())), options);
            case "zoo:shortest-cut" ->
                new ReferenceCore(standard.withTransition(transition.withFlush(new ShortestCut())), options);
            case "zoo:quorum-stable" ->
                new ReferenceCore(standard.withStream(stream.withStability(new QuorumStable())), options);
            case "zoo:double-place" ->
                new ReferenceCore(standard.withOrder(order.withSequencer(new DoublePlace())), options);
            case "zoo:any-half" ->
                new ReferenceCore(standard.withAgreement(agreement.withQuorum(new AnyHalf())), options);
            case "zoo:early-install" -> new EarlyInstall(new ReferenceCore(standard, options));
            case "zoo:replayed-tail" -> new ReplayedTail(new ReferenceCore(standard, options));
            case "zoo:swapped-pair" -> new SwappedPair(new ReferenceCore(standard, options));
            case "zoo:static-relayed" -> new StaticMulticast(RepairRule.STANDARD);
            case "zoo:static-unrelayed" -> new StaticMulticast(new SenderRepairs());
            case "zoo:static-sent-once" -> new SentOnce();
            default ->
                throw new IllegalArgumentException("unknown implementation '" + name
                        + "'; offered are zoo:hasty-flush, zoo:shortest-cut, zoo:quorum-stable, zoo:double-place,"
                        + " zoo:any-half, zoo:early-install, zoo:replayed-tail, zoo:swapped-pair,"
                        + " zoo:static-relayed, zoo:static-unrelayed, zoo:static-sent-once");
        };
    }
}
