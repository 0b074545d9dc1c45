package dev.maat.zoo;

import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import dev.maat.zoo.agreement.AgreementDefects;
import dev.maat.zoo.defect.Defect;
import dev.maat.zoo.fixed.FixedGroups;
import dev.maat.zoo.order.OrderDefects;
import dev.maat.zoo.stream.StreamDefects;
import dev.maat.zoo.transition.TransitionDefects;
import dev.maat.zoo.upcalls.UpcallDefects;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Offers the planted defects; options are the reference's, and have no meaning in the static groups. */
public final class ZooProvider implements ImplementationProvider.Pure {
    /** Before the name of each defect in the manifest. */
    private static final String PREFIX = "zoo:";

    private static final List<Defect> DEFECTS = Stream.of(
                    AgreementDefects.ALL,
                    TransitionDefects.ALL,
                    StreamDefects.ALL,
                    OrderDefects.ALL,
                    UpcallDefects.ALL,
                    FixedGroups.ALL)
            .flatMap(List::stream)
            .toList();

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        return DEFECTS.stream()
                .filter(defect -> name.equals(PREFIX + defect.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown implementation '" + name + "'; offered are " + String.join(", ", names())))
                .core()
                .apply(options);
    }

    /** The names of all that is offered, as the manifest has them. */
    public static List<String> names() {
        return DEFECTS.stream().map(defect -> PREFIX + defect.name()).toList();
    }
}
