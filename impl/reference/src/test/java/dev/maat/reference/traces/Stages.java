package dev.maat.reference.traces;

import dev.maat.contract.ImplementationProvider;
import dev.maat.reference.ReferenceProvider;
import java.util.Map;

/** Stages of the reference. */
final class Stages {
    private static final ImplementationProvider.Pure PROVIDER = new ReferenceProvider();

    private Stages() {}

    static Stage fifo(String nodes, String founders) {
        return of(nodes, founders, "fifo");
    }

    static Stage total(String nodes, String founders) {
        return of(nodes, founders, "total");
    }

    private static Stage of(String nodes, String founders, String ordering) {
        return new Stage(
                nodes, founders, Map.of("ordering", ordering), options -> PROVIDER.newCore("reference", options));
    }
}
