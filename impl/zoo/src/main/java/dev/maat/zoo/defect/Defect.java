package dev.maat.zoo.defect;

import dev.maat.contract.ProtocolCore;
import dev.maat.reference.ReferenceCore;
import dev.maat.reference.parts.AgreementParts;
import dev.maat.reference.parts.OrderParts;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.parts.StreamParts;
import dev.maat.reference.parts.TransitionParts;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A planted defect by its name.
 *
 * @param name without the {@code zoo:} that the manifest puts before it
 * @param core makes a process of the group, from the reference's options
 */
public record Defect(String name, Function<Map<String, String>, ProtocolCore> core) {
    /** The reference with another rule of its agreement on views. */
    public static Defect agreement(String name, UnaryOperator<AgreementParts> change) {
        return composed(name, ReferenceParts.STANDARD.withAgreement(change.apply(AgreementParts.STANDARD)));
    }

    /** The reference with another rule of its transition to the next view. */
    public static Defect transition(String name, UnaryOperator<TransitionParts> change) {
        return composed(name, ReferenceParts.STANDARD.withTransition(change.apply(TransitionParts.STANDARD)));
    }

    /** The reference with another rule of its streams. */
    public static Defect stream(String name, UnaryOperator<StreamParts> change) {
        return composed(name, ReferenceParts.STANDARD.withStream(change.apply(StreamParts.STANDARD)));
    }

    /** The reference with another rule of its orders and deliveries. */
    public static Defect order(String name, UnaryOperator<OrderParts> change) {
        return composed(name, ReferenceParts.STANDARD.withOrder(change.apply(OrderParts.STANDARD)));
    }

    /** The reference behind a layer that spoils what passes between it and the application. */
    public static Defect upcalls(String name, UnaryOperator<ProtocolCore> layer) {
        return new Defect(name, options -> layer.apply(new ReferenceCore(ReferenceParts.STANDARD, options)));
    }

    private static Defect composed(String name, ReferenceParts parts) {
        return new Defect(name, options -> new ReferenceCore(parts, options));
    }
}
