package dev.maat.engine.certify.plan;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.engine.Deployments;
import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.bundle.BundleWriter;
import dev.maat.engine.certify.plan.Plan.NotRun;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the plan of a certification, and the sources and deployments of its shares. */
public final class Planner implements Shares {
    /**
     * Simulated runs of a share whose whole histories a bundle holds. A seed replays them to the byte, so of the others the scenario
     * and the digest suffice. Other deployments cannot replay, so the histories of all their runs are kept.
     */
    public static final int KEPT_SIMULATIONS = 100;

    private static final String TOTAL = "total";

    private final CertificationRequest request;
    private final LoadedImplementation loaded;
    private final Implementation implementation;
    private final String ordering;
    private final String delivery;

    /** @throws ArgumentException if the implementation does not offer the ordering, the delivery or a deployment */
    public Planner(CertificationRequest request, LoadedImplementation loaded) {
        this.request = request;
        this.loaded = loaded;
        this.implementation = loaded.implementation();
        if (ProfileId.named(request.profile()) == null) {
            throw new ArgumentException("there is no profile '" + request.profile() + "'; choose one of "
                    + String.join(
                            ", ",
                            Stream.of(ProfileId.values()).map(ProfileId::id).toList()));
        }
        Configuration chosen = configuration();
        this.ordering = chosen.ordering;
        this.delivery = chosen.delivery;
        for (String deployment : request.deployments()) {
            RunRequest.requireOffered("deployment", deployment, implementation.name(), implementation.deployments());
        }
        for (String transport : request.transports()) {
            RunRequest.requireOffered("transport", transport, implementation.name(), implementation.transports());
        }
    }

    private record Configuration(String ordering, String delivery) {}

    private Configuration configuration() {
        List<Configuration> offered = new ArrayList<>();
        implementation
                .claims()
                .forEach((order, byDelivery) ->
                        byDelivery.keySet().forEach(delivered -> offered.add(new Configuration(order, delivered))));
        List<Configuration> asked = offered.stream()
                .filter(one -> request.ordering() == null || one.ordering.equals(request.ordering()))
                .filter(one -> request.delivery() == null || one.delivery.equals(request.delivery()))
                .toList();
        if (asked.isEmpty()) {
            throw new ArgumentException("implementation " + implementation.name() + " offers no such --ordering and"
                    + " --delivery; it offers "
                    + String.join(
                            ", ",
                            offered.stream()
                                    .map(one -> one.ordering + " " + one.delivery)
                                    .toList()));
        }
        return asked.stream()
                .filter(one -> Claims.cover(implementation.claim(one.ordering, one.delivery), request.profile()))
                .findFirst()
                .or(() ->
                        asked.stream().filter(one -> one.ordering.equals(TOTAL)).findFirst())
                .orElse(asked.getFirst());
    }

    /** The plan. Which deployments this machine can run is looked at here, and nowhere later. */
    public Plan plan() {
        List<Share> shares = new ArrayList<>();
        List<NotRun> notRun = new ArrayList<>();
        for (String deployment : ordered()) {
            for (String transport : implementation.transports()) {
                String why = whyNot(deployment, transport, shares);
                if (why.isEmpty()) {
                    shares.add(share(deployment, transport));
                    battery(deployment, transport).addTo(shares, notRun, kept(), request.masterSeed());
                } else {
                    notRun.add(new NotRun("", deployment, transport, why));
                }
            }
        }
        requireRoom(shares);
        Map<String, Long> durations = durations(shares);
        return new Plan(
                Plan.FORMAT,
                Plan.VERSION,
                request.maatVersion(),
                implementation.name(),
                implementation.version(),
                implementation.membership(),
                ordering,
                delivery,
                implementation.claim(ordering, delivery),
                request.profile(),
                isOfLevel(shares, durations) ? request.level().word() : Plan.CUSTOM,
                request.masterSeed(),
                request.all(),
                shares,
                notRun,
                durations,
                request.faults(),
                request.payload(),
                PlanDigests.of(implementation));
    }

    private boolean isOfLevel(List<Share> shares, Map<String, Long> durations) {
        boolean withoutBattery = Integer.valueOf(0).equals(request.batteryRuns());
        return !withoutBattery
                && request.faults().isEmpty()
                && request.payload().isEmpty()
                && Plan.belowLevel(request.level(), shares, durations).isEmpty();
    }

    private static void requireRoom(List<Share> shares) {
        int runs = shares.stream().mapToInt(share -> share.seeds().size()).sum();
        int kept = shares.stream().mapToInt(Share::kept).sum();
        if (!BundleWriter.mayHold(runs, kept)) {
            throw new ArgumentException(
                    runs + " runs, " + kept + " of them with their histories, are more than a bundle"
                            + " holds; ask for less with --seeds, --histories, --deployment or --transport");
        }
    }

    /** How long faults are injected in a run of the swarm, by deployment. */
    private Map<String, Long> durations(List<Share> shares) {
        Map<String, Long> durations = new TreeMap<>();
        shares.forEach(share -> durations.put(share.deployment(), durationMillis(share.deployment())));
        return durations;
    }

    private long durationMillis(String deployment) {
        Long asked = request.durationMillis();
        return asked != null ? asked : request.level().durationMillis(deployment);
    }

    /** The cheapest deployment first: the first that runs is the one of a quick certification. */
    private List<String> ordered() {
        return Deployments.NAMES.stream()
                .filter(implementation.deployments()::contains)
                .toList();
    }

    /** Empty if the share is to be run. */
    private String whyNot(String deployment, String transport, List<Share> shares) {
        boolean named =
                !request.deployments().isEmpty() || !request.transports().isEmpty();
        boolean asked = (request.deployments().isEmpty()
                        || request.deployments().contains(deployment))
                && (request.transports().isEmpty() || request.transports().contains(transport));
        if (!asked) {
            return "it was not asked for";
        }
        if (request.level() == Level.QUICK && !named && !shares.isEmpty()) {
            return "the level quick runs one deployment over one transport";
        }
        try {
            Deployment one = Deployments.of(deployment, loaded);
            one.capabilities(transport);
            return one.obstacle(transport);
        } catch (ArgumentException | UnsupportedFaultException impossible) {
            return String.valueOf(impossible.getMessage());
        }
    }

    private Share share(String deployment, String transport) {
        int runs = request.seeds() != null ? request.seeds() : request.level().runs(deployment);
        return new Share(
                SwarmSource.NAME,
                deployment,
                transport,
                Deployments.isDeterministic(deployment) ? Math.min(kept(), runs) : runs,
                Seeds.first(runs, request.masterSeed(), SwarmSource.NAME, deployment, transport));
    }

    private int kept() {
        return request.keptSimulations() != null ? request.keptSimulations() : KEPT_SIMULATIONS;
    }

    private BatteryShares battery(String deployment, String transport) {
        return new BatteryShares(
                target(deployment, transport),
                Deployments.of(deployment, loaded).capabilities(transport),
                loaded.isPure(),
                request.batteryRuns() != null
                        ? request.batteryRuns()
                        : request.level().batteryRuns(deployment));
    }

    private BatteryTarget target(String deployment, String transport) {
        return new BatteryTarget(
                implementation,
                deployment,
                Deployments.isDeterministic(deployment),
                transport,
                ordering,
                delivery,
                null,
                request.maatVersion());
    }

    @Override
    public ScenarioSource source(Share share) {
        return BatterySource.battery(share.source())
                .<ScenarioSource>map(each -> new BatterySource(each, target(share.deployment(), share.transport())))
                .orElseGet(() -> swarm(share));
    }

    private SwarmSource swarm(Share share) {
        RunRequest run = RunRequest.usual(share.deployment(), share.transport(), ordering, request.maatVersion())
                .withDelivery(delivery)
                .withFaults(request.faults().isEmpty() ? RunRequest.SWARM : request.faults())
                .withDurationMillis(durationMillis(share.deployment()))
                .withLoad(null, request.payload().isEmpty() ? null : PayloadSizes.parse(request.payload()));
        return new SwarmSource(run, implementation, deployment(share).capabilities(share.transport()));
    }

    @Override
    public Deployment deployment(Share share) {
        return Deployments.of(share.deployment(), loaded);
    }

    /** The planner of a plan that another certification made; only its sources are to be asked. */
    public static Planner of(Plan plan, LoadedImplementation loaded) {
        return new Planner(
                new CertificationRequest(
                        plan.profile(),
                        Level.QUICK,
                        plan.ordering(),
                        plan.delivery(),
                        List.of(),
                        List.of(),
                        null,
                        plan.durations().get(Deployments.SIMULATION),
                        plan.faults(),
                        plan.payload(),
                        null,
                        null,
                        plan.masterSeed(),
                        plan.all(),
                        plan.maat()),
                loaded);
    }

    /** The scenario of a simulated run, drawn from its seed. */
    public Scenario scenario(PlannedRun planned) {
        return JudgedBy.profile(request.profile(), source(planned.share()).scenario(planned.seed()));
    }
}
