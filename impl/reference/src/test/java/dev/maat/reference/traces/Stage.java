package dev.maat.reference.traces;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.PacketKind;
import dev.maat.reference.packet.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Runs cores in virtual time, driven by a script. A packet arrives unless a rule stops it; every wait is bounded in virtual time.
 *
 * <p>A process is named {@code A} or {@code A.0}, the first of node A, {@code A.1} the one after a restart, and so on.
 */
final class Stage implements Actor.Surroundings {
    /** How long {@link #until} waits: several times the longest time-out of the protocol. */
    private static final long PATIENCE_MILLIS = 20_000;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String GENERATION = "g";
    /** No timer, but a packet that waits. */
    private static final long UNREAD = -2;

    private final List<String> nodes;
    private final List<String> founders;
    private final Map<String, String> options;
    private final Function<Map<String, String>, ProtocolCore> cores;
    private final Network network = new Network();
    private final List<Actor> actors = new ArrayList<>();
    private final Map<String, Actor> current = new LinkedHashMap<>();
    private final List<Flight> sent = new ArrayList<>();
    private final List<Flight> arrived = new ArrayList<>();
    private long now = NANOS_PER_MILLI;
    private long tokens;
    private long flights;
    private @Nullable Scribe scribe;

    /**
     * @param nodes of the topology, a letter each: {@code "ABCD"}
     * @param founders those of them that found the group, in rank order
     */
    Stage(
            String nodes,
            String founders,
            Map<String, String> options,
            Function<Map<String, String>, ProtocolCore> cores) {
        this.nodes = List.of(nodes.split(""));
        this.founders = List.of(founders.split(""));
        this.options = options;
        this.cores = cores;
    }

    /** The clock shows this before anybody starts. */
    void clockShows(long millis) {
        now = millis * NANOS_PER_MILLI;
    }

    /** From now on this scribe writes down what happens. */
    void tell(Scribe listener) {
        this.scribe = listener;
        network.tell((flight, verb) -> {
            if (listener.writes(flight.kind())) {
                say(flight.from() + " -> " + flight.to() + ": " + PacketText.of(flight.bytes()) + " " + verb);
            }
        });
        listener.begin(now);
    }

    private void say(String line) {
        if (scribe != null) {
            scribe.say(now, line);
        }
    }

    @Override
    public void heard(Actor by, Effect.Upcall upcall) {
        String text = scribe == null ? null : scribe.text(upcall);
        if (text != null) {
            say(by.id + " " + text);
        }
    }

    // The steps of a script.

    /** Starts the node's next process. Its founder mark is durable: only the first process of a founder's node founds. */
    void start(String... names) {
        for (String node : names) {
            Actor previous = current.get(node);
            if (previous != null && previous.running) {
                throw new IllegalStateException(previous.id + " is still running");
            }
            int incarnation = previous == null ? 0 : previous.id.incarnation() + 1;
            launch(new ProcessId(node, incarnation), incarnation == 0 && founders.contains(node));
        }
    }

    private void launch(ProcessId id, boolean founder) {
        say(id + " starts");
        Actor actor = new Actor(id, cores.apply(options), this);
        actors.add(actor);
        current.put(id.node(), actor);
        List<String> contacts =
                nodes.stream().filter(node -> !node.equals(id.node())).toList();
        actor.input(
                now,
                new Input.Start(
                        id,
                        GENERATION,
                        founder,
                        founders,
                        contacts,
                        options,
                        Limits.DEFAULT,
                        (stream, a, b) -> mix(Tags.of(id + stream) ^ mix(a) ^ mix(b + 1))));
    }

    private static long mix(long value) {
        long z = value * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        return z ^ (z >>> 31);
    }

    /** The process ends without a notice; packets that it sent before are still on their way. */
    void crash(String name) {
        Actor actor = process(name);
        say(actor.id + " dies");
        actor.running = false;
        actor.timers.clear();
    }

    /** The process ends, and its packets that are on their way are lost with it. */
    void crashSilently(String name) {
        crash(name);
        network.lose(flight -> flight.from().equals(process(name).id));
    }

    void leave(String name) {
        say(process(name).id + " is asked to leave");
        process(name).input(now, new Input.Leave());
    }

    void multicast(String name, String text) {
        tokens++;
        say(process(name).id + " multicasts " + PacketText.payload(Actor.bytes(text)));
        process(name).input(now, new Input.Multicast(tokens, Actor.bytes(text)));
    }

    /** The transport tells the process that nothing runs on that node. */
    void unreachable(String name, String node) {
        process(name).unreachable(now, node);
    }

    Network.Rule hold(Predicate<Flight> which) {
        return network.hold(which);
    }

    Network.Rule drop(Predicate<Flight> which) {
        return network.drop(which);
    }

    /** Each packet is on its way for so long; set before anybody starts, since packets arrive in order. */
    void latency(long millis) {
        network.latencyNanos = millis * NANOS_PER_MILLI;
    }

    /** From now on the process takes so long for each packet of data; others wait unread meanwhile, and timers fire between two packets. */
    void slow(String name, long millisPerPacket) {
        process(name).busyNanosPerPacket = millisPerPacket * NANOS_PER_MILLI;
    }

    /** Somebody sends these bytes, and the receiver's runtime takes them for the node's. */
    void inject(String fromNode, String toNode, byte[] bytes) {
        Actor actor = current.get(toNode);
        if (actor != null && actor.running) {
            actor.input(now, new Input.Receive(fromNode, bytes.clone()));
        }
    }

    // Time.

    /** All of the nodes start and found the group: view 1 has them all. */
    void found(String names) {
        start(names.split(""));
        for (String node : names.split("")) {
            untilInstalled(node, "1[" + names + "]");
        }
        run(300);
    }

    /** Goes on until all of these have installed that view: {@code "2[ACD]"}. */
    void untilInstalled(String names, String view) {
        for (String name : split(names)) {
            until(name + " has installed " + view, () -> installed(name, view));
        }
    }

    /** Goes on until the condition holds. */
    void until(String what, BooleanSupplier condition) {
        long end = now + PATIENCE_MILLIS * NANOS_PER_MILLI;
        while (!condition.getAsBoolean()) {
            if (!advance(end)) {
                Assertions.fail("not within " + PATIENCE_MILLIS + " ms: " + what + "\n" + this);
            }
        }
    }

    void run(long millis) {
        long end = now + millis * NANOS_PER_MILLI;
        while (advance(end)) {
            // goes on
        }
    }

    /** Goes on for so long; the condition never holds. */
    void never(long millis, String what, BooleanSupplier condition) {
        long end = now + millis * NANOS_PER_MILLI;
        do {
            if (condition.getAsBoolean()) {
                Assertions.fail("must not happen: " + what + "\n" + this);
            }
        } while (advance(end));
    }

    /** One event, if there is one before {@code end}; else it is {@code end}. */
    private boolean advance(long end) {
        Actor early = null;
        long timer = -1;
        long due = network.nextNanos();
        for (Actor actor : actors) {
            for (Map.Entry<Long, Long> entry : actor.timers.entrySet()) {
                long free = Math.max(entry.getValue(), actor.busyUntil);
                if (free < due) {
                    due = free;
                    early = actor;
                    timer = entry.getKey();
                }
            }
        }
        for (Actor actor : actors) {
            if (!actor.unread.isEmpty() && actor.busyUntil < due) {
                due = actor.busyUntil;
                early = actor;
                timer = UNREAD;
            }
        }
        if (due > end) {
            now = end;
            return false;
        }
        now = Math.max(now, due);
        if (early != null && timer == UNREAD) {
            read(early, early.unread.remove());
        } else if (early != null) {
            early.timers.remove(timer);
            early.input(now, new Input.TimerFired(timer));
        } else {
            arrive(network.take());
        }
        return true;
    }

    /** A joiner learns a view from a process that has installed it, so the first to install a view comes from the view before. */
    @Override
    public void installed(Actor by, View view) {
        if (view.seq() > 1 && by.views.isEmpty() && !anyInstalled(view.seq())) {
            Assertions.fail(
                    "must not happen: " + by.id + ", a joiner, is the first to install " + text(view) + "\n" + this);
        }
    }

    @Override
    public void send(Actor from, Effect.Send send) {
        PacketCodec.Peek peek = PacketCodec.peek(send.packet());
        if (peek == null || send.packet().length > Limits.DEFAULT.maxPacketBytes()) {
            throw new AssertionError(from.id + " sent bytes that are no packet: " + send.packet().length + " bytes");
        }
        if (scribe != null && scribe.writes(peek.kind())) {
            String whom = send.to() instanceof Destination.Node one ? one.name() : "all";
            say(from.id + " -> " + whom + ": " + PacketText.of(send.packet()));
        }
        List<String> to =
                switch (send.to()) {
                    case Destination.Node one -> List.of(one.name());
                    case Destination.Group group ->
                        nodes.stream()
                                .filter(node -> !node.equals(from.id.node()))
                                .toList();
                };
        for (String node : to) {
            Flight flight = new Flight(flights++, from.id, node, peek, send.packet(), now + network.latencyNanos);
            if (flight.kind() != PacketKind.HEARTBEAT) {
                sent.add(flight);
            }
            network.send(flight);
        }
    }

    private void arrive(Flight flight) {
        Actor actor = current.get(flight.to());
        if (actor == null || !actor.running) {
            return;
        }
        if (actor.busyUntil > now || !actor.unread.isEmpty()) {
            actor.unread.add(flight);
        } else {
            read(actor, flight);
        }
    }

    private void read(Actor actor, Flight flight) {
        if (actor.running) {
            if (flight.kind() == PacketKind.DATA) {
                actor.busyUntil = now + actor.busyNanosPerPacket;
            }
            if (flight.kind() != PacketKind.HEARTBEAT) {
                arrived.add(flight);
            }
            actor.input(
                    now, new Input.Receive(flight.from().node(), flight.bytes().clone()));
        }
    }

    // The questions of a script.

    List<Actor> actors() {
        return actors;
    }

    Actor process(String name) {
        ProcessId id = name.indexOf('.') < 0 ? new ProcessId(name, 0) : ProcessId.parse(name);
        for (Actor actor : actors) {
            if (actor.id.equals(id)) {
                return actor;
            }
        }
        throw new IllegalStateException("no process " + name + " was started");
    }

    boolean installed(String name, String view) {
        return process(name).views.stream().anyMatch(one -> text(one).equals(view));
    }

    /** Whether any of the processes so far has installed a view of that number. */
    boolean anyInstalled(long seq) {
        return actors.stream().anyMatch(actor -> actor.views.stream().anyMatch(view -> view.seq() == seq));
    }

    /** Packets sent so far, one per destination; heartbeats are not remembered. */
    List<Flight> sent(Predicate<Flight> which) {
        return sent.stream().filter(which).toList();
    }

    /** Packets that have arrived so far, but for heartbeats. */
    List<Flight> arrived(Predicate<Flight> which) {
        return arrived.stream().filter(which).toList();
    }

    boolean hasArrived(Predicate<Flight> which) {
        return arrived.stream().anyMatch(which);
    }

    /** {@code 2[ACD]}. */
    static String text(View view) {
        StringBuilder text = new StringBuilder().append(view.seq()).append('[');
        for (ProcessId member : view.members()) {
            text.append(member.incarnation() == 0 ? member.node() : member.toString());
        }
        return text.append(']').toString();
    }

    private static List<String> split(String names) {
        return names.indexOf(' ') >= 0 || names.indexOf('.') >= 0
                ? List.of(names.split(" "))
                : List.of(names.split(""));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("at " + now / NANOS_PER_MILLI + " ms");
        actors.forEach(actor -> text.append("\n  ").append(actor));
        text.append("\n  last packets that are no heartbeats:");
        for (Flight flight : arrived.subList(Math.max(0, arrived.size() - 30), arrived.size())) {
            text.append("\n    ").append(flight);
        }
        return text.toString();
    }

    /** The last process of the node, if it ever started. */
    @Nullable
    Actor last(String node) {
        return current.get(node);
    }
}
