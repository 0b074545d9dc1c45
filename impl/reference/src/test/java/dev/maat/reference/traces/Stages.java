package dev.maat.reference.traces;

import dev.maat.reference.ReferenceCore;
import dev.maat.reference.parts.ReferenceParts;
import java.util.Map;

/** Stages of the reference. */
final class Stages {
    private Stages() {}

    static Stage fifo(String nodes, String founders) {
        return of(nodes, founders, "fifo", "plain", ReferenceParts.STANDARD);
    }

    static Stage total(String nodes, String founders) {
        return of(nodes, founders, "total", "plain", ReferenceParts.STANDARD);
    }

    static Stage causal(String nodes, String founders, String delivery) {
        return of(nodes, founders, "causal", delivery, ReferenceParts.STANDARD);
    }

    static Stage uniform(String nodes, String founders, String ordering) {
        return of(nodes, founders, ordering, "uniform", ReferenceParts.STANDARD);
    }

    static Stage with(String nodes, String founders, Map<String, String> options) {
        return new Stage(nodes, founders, options, given -> new ReferenceCore(ReferenceParts.STANDARD, given));
    }

    static Stage of(String nodes, String founders, String ordering, String delivery, ReferenceParts parts) {
        return new Stage(
                nodes,
                founders,
                Map.of("ordering", ordering, "delivery", delivery),
                options -> new ReferenceCore(parts, options));
    }
}
