package dev.maat.engine.certify.certificate;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Seeds;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.RunRecord.Told;
import dev.maat.engine.fake.MadeUpPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of runs that nobody made, and the plans of them. */
public final class MadeUpRuns {
    public static final Told NOTHING = new Told("", List.of(), List.of(), List.of(), 1);
    static final ProfileId PROFILE = ProfileId.RELIABLE;

    public final List<RunRecord> records = new ArrayList<>();

    static Plan plan(int runs) {
        return plan(new Share("swarm", "simulation", "udp", runs, Seeds.first(runs, 1, "swarm", "simulation", "udp")));
    }

    static Plan plan(Share... shares) {
        return MadeUpPlan.usual(PROFILE.id())
                .without(List.of(new Plan.NotRun("", "containers", "tcp", "no engine answers")))
                .of(shares);
    }

    public static Derived derived(String verdict, long atRisk) {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property(property, verdict, atRisk))
                .toList();
        return new Derived(
                verdict, List.of(), properties, Map.of("loss", Map.of("idle", 1L)), 5, 10, 100, 3, List.of());
    }

    static Derived.Property property(PropertyId property, String verdict, long atRisk) {
        return new Derived.Property(property.id(), verdict, atRisk, atRisk, 0, false, "");
    }

    public void add(int count, Derived derived, Told told) {
        for (int i = 0; i < count; i++) {
            int run = records.size() + 1;
            records.add(new RunRecord(run, "swarm", "simulation", "udp", 1_000L + run, true, "00", 10, derived, told));
        }
    }

    void add(String source, Derived derived, Told told) {
        int run = records.size() + 1;
        records.add(new RunRecord(run, source, "simulation", "udp", 1_000L + run, true, "00", 10, derived, told));
    }

    static Measured measured(String ended, Measured.Replay... replays) {
        return new Measured(ended, "", Map.of(), 0, List.of(replays), List.of(), List.of(), List.of(), List.of());
    }

    Certificate certificate(Plan plan, Measured measured) {
        return new CertificateBuilder(plan, records, measured, new KillMatrix("")).build();
    }
}
