package dev.maat.engine;

import dev.maat.engine.run.ArgumentException;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The options of an implementation in a scenario: those of a request, and the rest as the seed varies them. */
final class ScenarioOptions {
    private final RunRequest request;
    private final Implementation implementation;
    private final Variety variety;

    ScenarioOptions(RunRequest request, Implementation implementation, Variety variety) {
        this.request = request;
        this.implementation = implementation;
        this.variety = variety;
    }

    SequencedMap<String, String> draw() {
        SequencedMap<String, String> options = new LinkedHashMap<>();
        options.put(Scenario.ORDERING, request.ordering());
        if (!request.delivery().equals(Implementation.PLAIN)) {
            options.put(RunRequest.DELIVERY, request.delivery());
        }
        Integer fanOut = request.fanOut();
        // A fan-out is of a tree: a drawn reliability could be another.
        String repair =
                fanOut == null ? variety.reliability(request.reliability(), implementation) : request.reliability();
        if (repair != null) {
            RunRequest.requireOffered("reliability", repair, implementation.name(), implementation.reliabilities());
            options.put(Implementation.RELIABILITY, repair);
        }
        if (fanOut != null) {
            requireTree();
        }
        @Nullable Integer degree = fanOut != null ? fanOut : variety.fanOut(repair);
        if (degree != null) {
            options.put(RunRequest.FAN_OUT, degree.toString());
        }
        options.putAll(variety.options(implementation));
        return options;
    }

    private void requireTree() {
        String usual = implementation.reliabilities().stream().findFirst().orElse("");
        String used = request.reliability() == null ? usual : request.reliability();
        if (!used.equals(RunRequest.TREE)) {
            throw new ArgumentException("--fan-out is of the tree that acknowledgements travel along, and "
                    + (used.isEmpty() ? "this run has none" : "this run has " + used + " reliability")
                    + "; give --reliability " + RunRequest.TREE + " with it, or leave it out");
        }
    }
}
