package dev.maat.engine.certify.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the runs of each sitting depended on, as its first run in each deployment told it. */
final class Environments {
    /** Drawn for each run. */
    private static final String NETWORK = "network";

    private final Map<String, Map<Stamp, Map<String, String>>> byDeployment = new TreeMap<>();

    /** @param environment empty where the run told of none */
    void add(Stamp sitting, String deployment, Map<String, String> environment) {
        if (!environment.isEmpty()) {
            byDeployment
                    .computeIfAbsent(deployment, absent -> new LinkedHashMap<>())
                    .putIfAbsent(sitting, new TreeMap<>(environment));
        }
    }

    /** By deployment: what the first run depended on. */
    Map<String, Map<String, String>> first() {
        Map<String, Map<String, String>> first = new TreeMap<>();
        byDeployment.forEach((deployment, sittings) ->
                first.put(deployment, sittings.values().iterator().next()));
        return first;
    }

    /** Where a sitting differs from that of the first run, in words. */
    List<String> differences(Stamp sitting) {
        List<String> differences = new ArrayList<>();
        byDeployment.forEach((deployment, sittings) -> {
            Map<String, String> first = sittings.values().iterator().next();
            Map<String, String> own = sittings.getOrDefault(sitting, first);
            Map<String, String> both = new TreeMap<>(first);
            both.putAll(own);
            both.keySet().stream()
                    .filter(fact -> !fact.equals(NETWORK))
                    .filter(fact -> !own.getOrDefault(fact, "").equals(first.getOrDefault(fact, "")))
                    .forEach(fact -> differences.add(deployment + ": " + fact + " was "
                            + own.getOrDefault(fact, "not told") + " in place of "
                            + first.getOrDefault(fact, "not told")));
        });
        return differences;
    }
}
