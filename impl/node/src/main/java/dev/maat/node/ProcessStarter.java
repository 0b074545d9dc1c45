package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.GroupMember;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.MemberStart;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.SeededDraw;
import dev.maat.node.evidence.EvidenceLog;
import dev.maat.node.evidence.IncarnationStore;
import dev.maat.node.evidence.IncarnationStore.Incarnation;
import dev.maat.node.evidence.LastWord;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.node.protocol.Protocol;
import dev.maat.recording.FencedCore;
import dev.maat.recording.ImplementationFault;
import dev.maat.transport.MemberLoop;
import dev.maat.transport.Topology;
import dev.maat.transport.TransportKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@code start} command into a process: checks the command, makes the incarnation durable, opens the evidence, then the
 * sockets. No packet leaves before the incarnation and the evidence are on disk.
 */
final class ProcessStarter {
    private final NodeSettings settings;
    private final JvmTraces traces;
    private final Consumer<IOException> onEvidenceFailure;
    private final IntConsumer halt;

    ProcessStarter(NodeSettings settings, JvmTraces traces, Consumer<IOException> onEvidenceFailure, IntConsumer halt) {
        this.settings = settings;
        this.traces = traces;
        this.onEvidenceFailure = onEvidenceFailure;
        this.halt = halt;
    }

    /**
     * Makes the process ready; {@link Host#start} then runs it.
     *
     * @param endings makes the process's ending once its evidence is open
     * @throws RuntimeException if the command is wrong: nothing was done, and another may be tried
     * @throws StartException if it fails later: the incarnation is used up, and the node must exit
     */
    NodeProcess prepare(Command.Start command, EndingFactory endings) throws StartException {
        checkClock(command);
        Topology topology = topology(command);
        TransportKind transport = TransportKind.of(command.transport());
        requireAddresses(command, topology, transport);
        LoadedImplementation loaded = implementation(command, transport).load();
        MemberGuard guard = new MemberGuard(traces);
        Made made = make(command, loaded, guard);
        Incarnation incarnation = claim(command.generation());
        ProcessId self = new ProcessId(settings.node(), incarnation.number());
        boolean founder = command.founders().contains(settings.node()) && incarnation.firstOfGeneration();
        EvidenceLog evidence = evidence(self);
        LongSupplier t = () -> System.nanoTime() - command.originNanos();
        ProcessRecorder recorder = new ProcessRecorder(self.toString(), evidence, t);
        Ending ending = endings.make(recorder, evidence);
        try {
            Host host =
                    switch (made) {
                        case Made.Core pure -> {
                            guard.endsBy(ending);
                            yield pure(
                                    command, topology, transport, pure.core(), self, founder, recorder, ending, loaded);
                        }
                        case Made.Member live -> live(command, topology, live.member(), self, recorder, ending, loaded);
                        case Made.Nothing nothing -> new UnmadeHost(recorder, ending, nothing.fault());
                    };
            // The signals first: the JDK's own handlers exit in a way that the other would take for the
            // implementation's.
            OutsideSignals.install(LastWord.beside(evidence), halt);
            ExitWatch.install(ending);
            return new NodeProcess(new Answer.Started(self.toString(), founder), evidence, host);
        } catch (IOException e) {
            throw new StartException(ExitCode.NOT_STARTED, String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireAddresses(Command.Start command, Topology topology, TransportKind transport) {
        if (transport == TransportKind.MULTICAST && topology.multicastGroup() == null) {
            throw new IllegalArgumentException("transport multicast needs 'multicastGroup' (address:port)");
        }
        for (String founder : command.founders()) {
            if (!topology.addresses().containsKey(founder)) {
                throw new IllegalArgumentException("founder '" + founder + "' is not among the addresses");
            }
        }
    }

    private Implementation implementation(Command.Start command, TransportKind transport) {
        Implementation implementation =
                Implementations.scan(settings.implementations()).find(command.implementation());
        if (!implementation.transports().contains(transport.word())) {
            throw new IllegalArgumentException(implementation.name() + " does not run on " + transport.word()
                    + ", only on " + implementation.transports());
        }
        return implementation;
    }

    /** The outcome of making an implementation with its options. */
    private sealed interface Made {
        record Core(FencedCore core) implements Made {}

        record Member(GroupMember member) implements Made {}

        /** The implementation failed; its process ends as it starts. */
        record Nothing(ImplementationFault fault) implements Made {}
    }

    private Made make(Command.Start command, LoadedImplementation loaded, MemberGuard guard) {
        Limits limits = limits(command);
        try {
            return Making.within(
                    loaded.classLoader(),
                    traces,
                    () -> loaded.isPure()
                            ? new Made.Core(FencedCore.make(() -> loaded.newCore(command.options()), limits, guard))
                            : new Made.Member(member(loaded, command)));
        } catch (ImplementationFault fault) {
            return new Made.Nothing(fault);
        }
    }

    private static GroupMember member(LoadedImplementation loaded, Command.Start command) {
        @Nullable GroupMember member = loaded.newMember(command.options());
        if (member == null) {
            throw new ImplementationFault("the implementation made null as a new member");
        }
        return member;
    }

    private static Limits limits(Command.Start command) {
        Command.StartLimits limits = command.limits();
        return new Limits(limits.maxPacketBytes(), limits.maxPayloadBytes(), limits.maxBufferBytes());
    }

    /** Makes the ending of a process. */
    interface EndingFactory {
        Ending make(ProcessRecorder recorder, EvidenceLog evidence);
    }

    private static void checkClock(Command.Start command) {
        long distance = System.nanoTime() - command.nowNanos();
        if (Math.abs(distance) > Protocol.MAX_CLOCK_DISTANCE_NANOS) {
            throw new IllegalArgumentException("this node's monotonic clock is " + distance
                    + " ns away from the harness's 'nowNanos': they share no clock, 't' would mean nothing");
        }
    }

    private Topology topology(Command.Start command) {
        SequencedMap<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        command.addresses().forEach((node, address) -> addresses.put(node, HostPort.parse(address)));
        String group = command.multicastGroup();
        return new Topology(settings.node(), addresses, group == null ? null : HostPort.parse(group));
    }

    private Incarnation claim(String generation) throws StartException {
        try {
            Files.createDirectories(settings.data());
            return new IncarnationStore(settings.data()).next(generation);
        } catch (IOException e) {
            throw new StartException(ExitCode.EVIDENCE, "the incarnation cannot be made durable: " + e.getMessage(), e);
        }
    }

    private EvidenceLog evidence(ProcessId self) throws StartException {
        try {
            Path folder = Files.createDirectories(settings.data().resolve("history"));
            return EvidenceLog.create(folder.resolve(self + ".jsonl"), onEvidenceFailure);
        } catch (IOException e) {
            throw new StartException(ExitCode.EVIDENCE, "the evidence cannot be written: " + e.getMessage(), e);
        }
    }

    private Host pure(
            Command.Start command,
            Topology topology,
            TransportKind transport,
            ProtocolCore core,
            ProcessId self,
            boolean founder,
            ProcessRecorder recorder,
            Ending ending,
            LoadedImplementation loaded)
            throws IOException {
        Limits limits = limits(command);
        Input.Start start = new Input.Start(
                self,
                command.generation(),
                founder,
                command.founders(),
                topology.peers(),
                command.options(),
                limits,
                SeededDraw.of(command.seed(), self.toString()));
        PureHost host = new PureHost(
                recorder,
                ending,
                loaded.classLoader(),
                new SendNumbers(limits.maxPayloadBytes()),
                loaded.implementation().isStatic(),
                command.stateBytes(),
                traces);
        host.runs(MemberLoop.open(core, start, topology, transport, host));
        return host;
    }

    private Host live(
            Command.Start command,
            Topology topology,
            GroupMember member,
            ProcessId self,
            ProcessRecorder recorder,
            Ending ending,
            LoadedImplementation loaded)
            throws IOException {
        SequencedMap<String, InetSocketAddress> addresses = new LinkedHashMap<>(topology.addresses());
        MemberStart start = new MemberStart(
                self,
                command.generation(),
                List.copyOf(command.founders()),
                addresses,
                topology.multicastGroup(),
                command.transport(),
                Map.copyOf(command.options()));
        return new LiveHost(
                member,
                start,
                recorder,
                ending,
                loaded.classLoader(),
                new SendNumbers(command.limits().maxPayloadBytes()),
                LinkProbe.open(self.node(), addresses, traces),
                command.limits().maxCallMillis(),
                command.stateBytes(),
                traces);
    }
}
