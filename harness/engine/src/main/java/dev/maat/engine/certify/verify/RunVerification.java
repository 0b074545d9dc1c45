package dev.maat.engine.certify.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.History;
import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleIndex;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.Digests;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.plan.BatterySource;
import dev.maat.engine.certify.plan.JudgedBy;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.PlanDigests;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.plan.SwarmSource;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.UnpackedHistory;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioFileException;
import dev.maat.scenario.ScenarioJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the runs of a bundle: record, scenario and history of each against the plan, the chain and each other. */
final class RunVerification {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bundle bundle;
    private final Plan plan;
    private final ReplayCheck replays;
    private final List<String> refusals;
    private final SecondChecker second = new SecondChecker();
    private int rederived;
    private final Set<String> strangeCases = new TreeSet<>();
    private int lost;

    RunVerification(Bundle bundle, Plan plan, ReplayCheck replays, List<String> refusals) {
        this.bundle = bundle;
        this.plan = plan;
        this.replays = replays;
        this.refusals = refusals;
    }

    /** Runs whose verdict was derived again from a raw history. */
    int rederived() {
        return rederived;
    }

    /** Runs whose history could not be packed, as the harness tells. */
    int lost() {
        return lost;
    }

    /** Cases of a battery other than this Maat's: whether their runs reached their situations is as the bundle tells it. */
    Set<String> strangeCases() {
        return Collections.unmodifiableSet(strangeCases);
    }

    SecondChecker second() {
        return second;
    }

    void check(PlannedRun planned, BundleIndex.Link link, RunRecord record) {
        String name = EntryNames.record(link.run());
        Share share = planned.share();
        if (record.run() != link.run()
                || record.seed() != planned.seed()
                || !record.source().equals(share.source())
                || !record.deployment().equals(share.deployment())
                || !record.transport().equals(share.transport())) {
            refusals.add(name + ": it is not of run " + link.run() + " of the plan (" + share.words() + ", seed "
                    + planned.seed() + ")");
        }
        if (Deployments.isDeterministic(share.deployment())
                && !record.told().unasked().isEmpty()) {
            refusals.add(name + ": it tells of a disturbance from outside, and nothing outside reaches a simulation");
        }
        if (Deployments.isDeterministic(share.deployment())
                && !record.told().setAside().isEmpty()) {
            refusals.add(name + ": it tells of a result that was set aside, and no simulated run is made again");
        }
        if (record.told().setAside().size() > 1) {
            refusals.add(name + ": it tells of more than one result that was set aside, and a run is made again once");
        }
        if (planned.kept() && !record.kept() && !record.isLost()) {
            refusals.add(name + ": the plan keeps the history of this run, and it was not kept");
        }
        if (!record.historySha256().equals(link.history())) {
            refusals.add(name + ": the digest of its history is not the one in the chain");
        }
        Scenario scenario = scenario(planned);
        SortedMap<String, byte[]> logs = bundle.history(link.run());
        if (record.isLost() && logs.isEmpty()) {
            lost++;
            return;
        }
        if (record.kept() == logs.isEmpty()) {
            refusals.add(EntryNames.history(link.run()) + ": "
                    + (record.kept() ? "the logs are missing" : "there are logs that were not kept"));
        } else if (record.kept()) {
            try (UnpackedHistory unpacked = UnpackedHistory.of(logs)) {
                judge(record, scenario, logs, unpacked.folder());
            }
        }
        if (scenario != null
                && Deployments.isDeterministic(share.deployment())
                && scenario.deployment().equals(share.deployment())) {
            replays.check(planned, record, scenario, (again, history) -> judge(record, scenario, again, history));
        }
    }

    /** The scenario of a run, after a look whether it is the one that the plan asks for. */
    private @Nullable Scenario scenario(PlannedRun planned) {
        String name = EntryNames.scenario(planned.number());
        Scenario scenario;
        try {
            scenario = ScenarioJson.read(name, new String(bundle.bytes(name), StandardCharsets.UTF_8));
        } catch (ScenarioFileException bad) {
            refusals.add(name + ": it is no scenario: " + bad.getMessage());
            return null;
        }
        if (scenario.seed() != planned.seed()
                || !scenario.deployment().equals(planned.share().deployment())
                || !scenario.transport().equals(planned.share().transport())
                || !scenario.implementation().equals(plan.implementation())
                || !scenario.membership().equals(plan.membership())) {
            refusals.add(name + ": its seed, deployment, transport, implementation or membership is not that of run "
                    + planned.number() + " of the plan");
        }
        configuration(name, scenario);
        if (planned.share().source().equals(SwarmSource.NAME)
                && scenario.workload().durationMillis() != plan.durations().getOrDefault(scenario.deployment(), -1L)) {
            refusals.add(name + ": its duration is not that of the plan");
        }
        if (!scenario.claims().equals(JudgedBy.claims(plan.profile(), scenario))) {
            refusals.add(name + ": it claims " + String.join(", ", scenario.claims()) + ", and the plan certifies "
                    + plan.profile());
        }
        battery(name, scenario, planned.share().source());
        return scenario;
    }

    private void configuration(String name, Scenario scenario) {
        if (!scenario.ordering().equals(plan.ordering())
                || !scenario.options()
                        .getOrDefault(RunRequest.DELIVERY, Implementation.PLAIN)
                        .equals(plan.delivery())) {
            refusals.add(name + ": its ordering or delivery is not that of the plan, " + plan.ordering() + " "
                    + plan.delivery());
        }
        if (!plan.maat().equals(scenario.versions().get("maat"))
                || !plan.implementationVersion().equals(scenario.versions().get(plan.implementation()))) {
            refusals.add(name + ": the version of Maat or of " + plan.implementation() + " is not that of the plan, "
                    + plan.maat() + " and " + plan.implementationVersion());
        }
    }

    private void judge(RunRecord record, @Nullable Scenario scenario, SortedMap<String, byte[]> logs, Path folder) {
        String name = EntryNames.history(record.run());
        if (!Digests.ofHistory(logs).equals(record.historySha256())) {
            refusals.add(name + ": the raw history is not the one whose SHA-256 the record has");
            return;
        }
        if (scenario != null) {
            header(name, folder, scenario);
        }
        Derived derived = derived(record, scenario, folder);
        if (!Arrays.equals(BundleJson.line(derived), BundleJson.line(record.derived()))) {
            refusals.add(EntryNames.record(record.run()) + ": " + difference(record.derived(), derived));
            return;
        }
        rederived++;
        if (derived.events() > 0) {
            second.disagreements(logs, derived)
                    .forEach(one -> refusals.add(name + ": the two checkers disagree on " + one));
        }
    }

    private Derived derived(RunRecord record, @Nullable Scenario scenario, Path folder) {
        if (scenario == null) {
            return Derived.ofFolder(folder).withNotReached(record.derived().notReached());
        }
        Derived derived = Derived.ofFolder(record.source(), scenario, folder);
        return strangeCases.contains(record.source())
                ? derived.withNotReached(record.derived().notReached())
                : derived;
    }

    /** A run of a case has to be of that case; another build of Maat may have another battery. */
    private void battery(String name, Scenario scenario, String source) {
        boolean same = BatterySource.battery(source)
                .filter(battery -> BatterySource.isOfCase(battery, scenario))
                .isPresent();
        if (same || !BatterySource.isBattery(source)) {
            return;
        }
        if (PlanDigests.isOfThisHarness(plan)) {
            refusals.add(name + ": it is not the scenario of " + source);
        } else {
            strangeCases.add(source);
        }
    }

    /** The first thing in which a record differs from what its history says. */
    private static String difference(Derived told, Derived derived) {
        if (!told.verdict().equals(derived.verdict())) {
            return "it says " + told.verdict() + ", and the history says " + derived.verdict();
        }
        for (Derived.Property property : derived.properties()) {
            for (Derived.Property said : told.properties()) {
                if (said.id().equals(property.id()) && !said.equals(property)) {
                    return "of " + said.id() + " it says " + words(said) + ", and the history says " + words(property);
                }
            }
        }
        if (!told.notReached().equals(derived.notReached())) {
            return "it says that the run did not reach " + told.notReached() + ", and the history says "
                    + derived.notReached();
        }
        return "its properties, coverage or times are not those that follow from the history";
    }

    private static String words(Derived.Property property) {
        return property.verdict() + " (" + property.applicable() + " cases, " + property.atRisk() + " at risk, "
                + property.violations() + " broken)";
    }

    /** A history of another scenario, or one whose claim was edited, does not say what its scenario says. */
    private void header(String name, Path folder, Scenario scenario) {
        try {
            History read = Histories.read(folder);
            JsonNode header = JSON.readTree(read.header().json());
            boolean same = read.header().claims().equals(scenario.claims())
                    && read.header().implementation().equals(scenario.implementation())
                    && read.header().nodes().equals(scenario.nodes())
                    && read.header().generation().equals(scenario.generation())
                    && header.path("seed").asLong(-1) == scenario.seed()
                    && header.path("deployment").asText().equals(scenario.deployment())
                    && header.path("transport").asText().equals(scenario.transport())
                    && texts(header.path("options")).equals(scenario.options())
                    && texts(header.path("versions")).equals(scenario.versions());
            if (!same) {
                refusals.add(
                        name + ": its header is not that of the run's scenario (claims, implementation, nodes, seed,"
                                + " deployment, transport, options or versions)");
            }
        } catch (HistoryInputException noHistory) {
            // Then the run is unknown, and the record has to say so.
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the reader accepted the header", impossible);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }
}
