package dev.maat.simulation;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.faults.SeedDraw;
import dev.maat.recording.CallGuard;
import dev.maat.recording.EffectRecorder;
import dev.maat.recording.FencedCore;
import dev.maat.recording.ImplementationFault;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Starts the processes of a run, each with a core, a log and draws of its own. */
final class ProcessStarter {
    private final Scenario scenario;
    private final SeedDraw seed;
    private final CoreFactory factory;
    private final EvidenceSink evidence;
    private final CallGuard guard;
    private final World world;
    private final LongSupplier now;
    private long serials;
    private boolean optionsOffered;

    ProcessStarter(
            Scenario scenario,
            SeedDraw seed,
            CoreFactory factory,
            EvidenceSink evidence,
            CallGuard guard,
            World world,
            LongSupplier now) {
        this.scenario = scenario;
        this.seed = seed;
        this.factory = factory;
        this.evidence = evidence;
        this.guard = guard;
        this.world = world;
        this.now = now;
    }

    /** Starts the next process of a node. */
    void start(SimNode node) {
        ProcessId id = new ProcessId(node.name, node.nextIncarnation++);
        boolean founder = id.incarnation() == 0 && scenario.founderNodes().contains(node.name);
        ProcessRecorder recorder = evidence.process(id.toString(), now);
        EffectRecorder effects = new EffectRecorder(
                recorder, scenario.isStatic(), scenario.workload().stateBytes());
        SimProcess process = new SimProcess(world, node.index, id, ++serials, recorder, effects);
        node.process = process;
        List<String> contacts = new ArrayList<>(scenario.nodes());
        contacts.remove(node.name);
        SeedDraw own = new SeedDraw(seed.draw("core", SeedDraw.hash(id.toString()), 0));
        process.start(
                new Input.Start(
                        id,
                        scenario.generation(),
                        founder,
                        scenario.founderNodes(),
                        contacts,
                        scenario.options(),
                        scenario.limits(),
                        own::draw),
                this::newCore);
    }

    /** Options that the first core was made with are offered: a later refusal is the implementation's failure. */
    private FencedCore newCore() {
        try {
            FencedCore core = FencedCore.make(() -> factory.newCore(scenario.options()), scenario.limits(), guard);
            optionsOffered = true;
            return core;
        } catch (IllegalArgumentException refused) {
            if (optionsOffered) {
                throw ImplementationFault.thrown(refused);
            }
            throw refused;
        }
    }
}
