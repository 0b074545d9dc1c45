package dev.maat.scenario;

import dev.maat.contract.Limits;
import dev.maat.faults.FaultPlan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The objects inside a scenario file: workload, network, limits, budgets and plan. */
final class ScenarioParts {
    private ScenarioParts() {}

    static Workload workload(JsonObject json) {
        int perSecond = json.integer("messagesPerSecond");
        int min = json.integer("minPayloadBytes", 32);
        int max = json.integer("maxPayloadBytes", 2_048);
        long duration = json.number("durationMillis");
        String shape = json.text("shape", Workload.EVEN);
        int state = json.integer("stateBytes", 0);
        LinkedHashSet<String> messages = json.has("messages") ? new LinkedHashSet<>(json.texts("messages")) : null;
        return json.done(() -> new Workload(perSecond, min, max, duration, shape, state, messages));
    }

    static NetworkModel network(JsonObject json) {
        NetworkModel standard = NetworkModel.DEFAULT;
        long min = json.number("minLatencyMicros", standard.minLatencyMicros());
        long mean = json.number("meanLatencyMicros", standard.meanLatencyMicros());
        int loss = json.integer("lossPerMille", standard.lossPerMille());
        int duplicate = json.integer("duplicatePerMille", standard.duplicatePerMille());
        int reorder = json.integer("reorderPerMille", standard.reorderPerMille());
        int drift = json.integer("clockDriftPpm", standard.clockDriftPpm());
        long late = json.number("timerLateMicros", standard.timerLateMicros());
        return json.done(() -> new NetworkModel(min, mean, loss, duplicate, reorder, drift, late));
    }

    static Limits limits(JsonObject json) {
        int packet = json.integer("maxPacketBytes", Limits.DEFAULT.maxPacketBytes());
        int payload = json.integer("maxPayloadBytes", Limits.DEFAULT.maxPayloadBytes());
        long buffer = json.number("maxBufferBytes", Limits.DEFAULT.maxBufferBytes());
        return json.done(() -> new Limits(packet, payload, buffer));
    }

    static Budgets budgets(JsonObject json) {
        Budgets standard = Budgets.DEFAULT;
        long boot = json.number("bootMillis", standard.bootMillis());
        long gather = json.number("gatherMillis", standard.gatherMillis());
        long progress = json.number("progressMillis", standard.progressMillis());
        long settled = json.number("settledMillis", standard.settledMillis());
        long settle = json.number("settleMillis", standard.settleMillis());
        long stop = json.number("stopMillis", standard.stopMillis());
        long limit = json.number("limitMillis", standard.limitMillis());
        return json.done(() -> new Budgets(boot, gather, progress, settled, settle, stop, limit));
    }

    static FaultPlan plan(JsonObject json) {
        var faults = json.list("faults", FaultJson::read);
        List<String> outside = json.texts("outside");
        boolean mayLoseQuorum = json.bool("mayLoseQuorum", false);
        return json.done(() -> new FaultPlan(faults, outside, mayLoseQuorum));
    }

    static Map<String, Object> write(Workload workload) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("messagesPerSecond", workload.messagesPerSecond());
        json.put("minPayloadBytes", workload.minPayloadBytes());
        json.put("maxPayloadBytes", workload.maxPayloadBytes());
        json.put("durationMillis", workload.durationMillis());
        json.put("shape", workload.shape());
        json.put("stateBytes", workload.stateBytes());
        if (workload.messages() != null) {
            json.put("messages", workload.messages());
        }
        return json;
    }

    static Map<String, Object> write(FaultPlan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("faults", plan.faults().stream().map(FaultJson::write).toList());
        json.put("outside", plan.outside());
        if (plan.mayLoseQuorum()) {
            json.put("mayLoseQuorum", true);
        }
        return json;
    }
}
