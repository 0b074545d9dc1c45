package dev.maat.reference.wire;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import dev.maat.reference.ReferenceCore;
import dev.maat.reference.packet.Drop;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.ReferenceParts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A group of three over a network of no latency, in virtual time. The first member is the one that is attacked. */
final class Trio {
    static final String GENERATION = "g";
    static final int ATTACKED = 0;

    private static final List<String> NODES = List.of("n1", "n2", "n3");
    static final Limits SMALL = new Limits(1_400, 8_192, 1 << 18);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** More than any input may cause: the answer to the longest request, and a window of deliveries at the end of a view. */
    private static final int MAX_EFFECTS = 4_096;

    /** A packet on its way, or one that was on its way once. */
    record Sent(int from, int to, byte[] bytes) {}

    private final List<ReferenceCore> cores = new ArrayList<>();
    private final List<Map<Long, Long>> timers = new ArrayList<>();
    private final ArrayDeque<Sent> network = new ArrayDeque<>();
    private final Set<String> multicasts = new HashSet<>();

    /** By member, the payloads it delivered. */
    final List<List<byte[]>> delivered = new ArrayList<>();

    /** Why multicasts were refused. */
    final List<String> refusals = new ArrayList<>();

    /** Of every so many packets one is lost; 0: none. */
    int loses;

    private int sends;
    int longestPacket;

    /** The most that the attacked member had in its buffers, as far as it said. */
    long mostBuffered;

    /** Packets that reached the attacked member, as somebody on the network could have recorded them. */
    final List<Sent> recorded = new ArrayList<>();

    final List<ViewRef> views = new ArrayList<>(List.of(ViewRef.NONE, ViewRef.of(0, GENERATION)));

    /** Somebody who can seal packets has sent some: what the attacked member delivers may be by him. */
    boolean forged;

    /** The attacked member has left or was excluded: it takes no input any more. */
    boolean ended;

    private long now = NANOS_PER_MILLI;
    private long tokens;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    Trio(Map<String, String> options, Limits limits) {
        for (String node : NODES) {
            cores.add(new ReferenceCore(ReferenceParts.STANDARD, options));
            timers.add(new TreeMap<>());
            delivered.add(new ArrayList<>());
        }
        for (int i = 0; i < cores.size(); i++) {
            List<String> contacts = new ArrayList<>(NODES);
            contacts.remove(i);
            input(
                    i,
                    new Input.Start(
                            new ProcessId(NODES.get(i), 0),
                            GENERATION,
                            true,
                            NODES,
                            contacts,
                            options,
                            limits,
                            (stream, a, b) -> a * 0x9e3779b97f4a7c15L + b));
        }
        settle();
    }

    /** So many milliseconds pass, with everything that happens in them. */
    void run(long millis) {
        long end = now + millis * NANOS_PER_MILLI;
        while (fireNext(end)) {
            settle();
        }
        now = end;
    }

    private boolean fireNext(long end) {
        int member = -1;
        long timer = 0;
        long due = end;
        for (int i = 0; i < timers.size(); i++) {
            for (Map.Entry<Long, Long> each : timers.get(i).entrySet()) {
                if (each.getValue() < due) {
                    member = i;
                    timer = each.getKey();
                    due = each.getValue();
                }
            }
        }
        if (member < 0) {
            return false;
        }
        now = Math.max(now, due);
        timers.get(member).remove(timer);
        input(member, new Input.TimerFired(timer));
        return true;
    }

    void multicast(int member, String text) {
        multicasts.add(text);
        multicast(member, text.getBytes(StandardCharsets.UTF_8));
    }

    void multicast(int member, byte[] payload) {
        input(member, new Input.Multicast(++tokens, payload));
        settle();
    }

    void leave(int member) {
        input(member, new Input.Leave());
    }

    /** A packet reaches the attacked member from this node; how many effects it had. */
    int attack(String from, byte[] bytes) {
        int effects = input(ATTACKED, new Input.Receive(from, bytes));
        if (effects > MAX_EFFECTS) {
            throw new AssertionError(effects + " effects of a packet of " + bytes.length + " bytes");
        }
        return effects;
    }

    long dropped() {
        long dropped = 0;
        for (Drop why : Drop.values()) {
            dropped += cores.get(ATTACKED).dropped(why);
        }
        return dropped;
    }

    private void settle() {
        for (Sent next = network.poll(); next != null; next = network.poll()) {
            if (next.to() == ATTACKED) {
                recorded.add(next);
            }
            input(
                    next.to(),
                    new Input.Receive(NODES.get(next.from()), next.bytes().clone()));
        }
    }

    private int input(int member, Input first) {
        ArrayDeque<Input> inputs = new ArrayDeque<>(List.of(first));
        int count = 0;
        while (!inputs.isEmpty()) {
            List<Effect> effects = new ArrayList<>();
            step(member, inputs.remove(), effects);
            count += carryOut(member, effects, inputs);
            if (inputs.isEmpty()) {
                List<Effect> flushed = new ArrayList<>();
                cores.get(member).flush(now, flushed::add);
                count += carryOut(member, flushed, inputs);
            }
        }
        return count;
    }

    /** As a runtime steps a core: what the core has kept of the buffer that packets come in is lost once the call is over. */
    private void step(int member, Input input, List<Effect> effects) {
        if (input instanceof Input.Receive(String from, byte[] packet) && packet.length <= buffer.capacity()) {
            buffer.clear().put(packet).flip();
            cores.get(member).receive(now, from, buffer, effects::add);
            for (int at = 0; at < packet.length; at++) {
                buffer.put(at, (byte) -1);
            }
        } else {
            cores.get(member).step(now, input, effects::add);
        }
    }

    private int carryOut(int member, List<Effect> effects, ArrayDeque<Input> inputs) {
        for (Effect effect : effects) {
            carryOut(member, effect, inputs);
        }
        return effects.size();
    }

    private void carryOut(int member, Effect effect, ArrayDeque<Input> inputs) {
        switch (effect) {
            case Effect.Send(Destination.Node to, byte[] packet) -> send(member, to.name(), packet);
            case Effect.Send(Destination.Group all, byte[] packet) -> NODES.forEach(node -> send(member, node, packet));
            case Effect.SetTimer(long id, long delayNanos) -> timers.get(member).put(id, now + delayNanos);
            case Effect.CancelTimer(long id) -> timers.get(member).remove(id);
            case Effect.TakeSnapshot(String view) -> inputs.addFirst(new Input.Snapshot(view, new byte[3_000]));
            case Effect.LoadSnapshot load -> inputs.addFirst(new Input.Loaded());
            case Effect.LoadStored load -> inputs.addFirst(new Input.Loaded());
            case Effect.StorePiece piece -> {}
            case Effect.ReleaseSnapshot release -> {}
            case Effect.InstallView(View view) -> know(ViewRef.of(view.seq(), view.id()));
            case Effect.Deliver(ProcessId sender, byte[] payload, long place, long handle) -> {
                delivered.get(member).add(payload);
                boolean judged = member == ATTACKED && !forged && !multicasts.isEmpty();
                if (judged && !multicasts.contains(new String(payload, StandardCharsets.UTF_8))) {
                    throw new AssertionError("delivered what nobody sent: " + payload.length + " bytes of " + sender);
                }
            }
            case Effect.Refused(long token, String why) -> refusals.add(why);
            case Effect.Sample(long buffered, long bound) -> {
                mostBuffered = Math.max(mostBuffered, member == ATTACKED ? buffered : 0);
                if (buffered < 0 || buffered > bound) {
                    throw new AssertionError(buffered + " bytes in buffers of " + bound);
                }
            }
            case Effect.Left left -> ended |= member == ATTACKED;
            case Effect.Excluded excluded -> ended |= member == ATTACKED;
            case Effect.Upcall upcall -> {}
        }
    }

    private void know(ViewRef view) {
        if (!views.contains(view)) {
            views.add(view);
        }
    }

    private void send(int from, String to, byte[] packet) {
        int node = NODES.indexOf(to);
        longestPacket = Math.max(longestPacket, packet.length);
        if (node >= 0 && node != from && (loses == 0 || ++sends % loses != 0)) {
            network.add(new Sent(from, node, packet));
        }
    }
}
