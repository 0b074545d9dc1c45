package dev.maat.reference.driver;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Drives cores in virtual time over a lossy network; everything from one seed. */
public final class Cluster {
    public static final long MILLI = 1_000_000;

    /** Whether a packet is dropped on its way. */
    @FunctionalInterface
    public interface Dropper {
        boolean drops(String from, String to, byte[] packet);
    }

    /** One process, alive or not, and all that it told. */
    public static final class Process {
        public final ProcessId id;
        final ProtocolCore core;
        final Map<Long, Long> timers = new TreeMap<>();
        public final List<Installed> views = new ArrayList<>();
        public final Map<String, String> stateAt = new LinkedHashMap<>();
        public final List<String> sent = new ArrayList<>();
        public final TreeSet<String> stable = new TreeSet<>();
        public final List<Effect> effects = new ArrayList<>();
        final Map<Long, String> handles = new TreeMap<>();
        final Map<Long, String> pending = new TreeMap<>();
        public boolean running = true;
        public boolean blocked;
        public String end = "";
        long pausedUntil;
        long digest;
        long tokens;
        public long maxBuffered;

        Process(ProcessId id, ProtocolCore core) {
            this.id = id;
            this.core = core;
        }

        public Installed current() {
            return views.isEmpty() ? null : views.get(views.size() - 1);
        }

        public int refused;
    }

    /** A view as one process installed it, and what it delivered there. */
    public static final class Installed {
        public final View view;
        public final List<String> delivered = new ArrayList<>();
        public final Map<String, Long> places = new LinkedHashMap<>();
        public boolean joined;

        Installed(View view) {
            this.view = view;
        }
    }

    private record Event(long at, long order, Runnable action) {}

    public final List<String> nodes;
    public final Map<String, Process> latest = new LinkedHashMap<>();
    public final List<Process> processes = new ArrayList<>();
    public final Random random;
    public Dropper dropper = (from, to, packet) -> false;
    public double loss;
    public long minDelay = MILLI / 5;
    public long maxDelay = 2 * MILLI;
    public double duplication;
    public Limits limits = Limits.DEFAULT;
    public boolean total;
    public long packets;
    public boolean restartExcluded = true;
    /** A process that dies between two of its next effects. */
    public String doomed = "";

    private final Supplier<ProtocolCore> cores;
    private final Map<String, String> options;
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private long now;
    private long order;
    private final long drawSeed;

    public Cluster(long seed, List<String> nodes, Map<String, String> options, Supplier<ProtocolCore> cores) {
        this.random = new Random(seed);
        this.drawSeed = random.nextLong();
        this.nodes = nodes;
        this.options = options;
        this.cores = cores;
        this.total = "total".equals(options.get("ordering"));
    }

    public long now() {
        return now;
    }

    public Process start(String node, List<String> founders) {
        Process before = latest.get(node);
        ProcessId id = new ProcessId(node, before == null ? 0 : before.id.incarnation() + 1);
        Process process = new Process(id, cores.get());
        latest.put(node, process);
        processes.add(process);
        List<String> contacts = new ArrayList<>(nodes);
        contacts.remove(node);
        boolean founder = before == null && founders.contains(node);
        step(process, new Input.Start(id, "g1", founder, founders, contacts, options, limits, (stream, a, b) -> {
            long h = drawSeed ^ stream.hashCode() * 0x9E3779B97F4A7C15L ^ node.hashCode() * 31L;
            h = (h + a) * 0xBF58476D1CE4E5B9L;
            h = (h ^ h >>> 29) + b;
            h *= 0x94D049BB133111EBL;
            return h ^ h >>> 32;
        }));
        return process;
    }

    public void crash(Process process) {
        if (process.running) {
            process.running = false;
            process.end = "crash";
        }
    }

    public void pause(Process process, long nanos) {
        process.pausedUntil = now + nanos;
    }

    public void leave(Process process) {
        step(process, new Input.Leave());
    }

    public String multicast(Process process, int size) {
        long token = ++process.tokens;
        String id = process.id + ":" + token;
        process.pending.put(token, id);
        StringBuilder text = new StringBuilder(id).append('|');
        while (text.length() < size) {
            text.append('x');
        }
        step(process, new Input.Multicast(token, text.toString().getBytes(StandardCharsets.UTF_8)));
        return id;
    }

    public void at(long time, Runnable action) {
        queue.add(new Event(time, order++, action));
    }

    public void after(long delay, Runnable action) {
        at(now + delay, action);
    }

    public void runFor(long nanos) {
        runUntil(now + nanos);
    }

    public void runUntil(long time) {
        while (!queue.isEmpty() && queue.peek().at <= time) {
            Event event = queue.poll();
            now = Math.max(now, event.at);
            event.action.run();
        }
        now = time;
    }

    /** Runs until the condition holds, or fails that long from now: true if it held. */
    public boolean runUntil(java.util.function.BooleanSupplier condition, long nanos) {
        long end = now + nanos;
        while (!condition.getAsBoolean()) {
            if (queue.isEmpty() || queue.peek().at > end) {
                return false;
            }
            Event event = queue.poll();
            now = Math.max(now, event.at);
            event.action.run();
        }
        return true;
    }

    private void step(Process process, Input input) {
        if (!process.running) {
            return;
        }
        ArrayDeque<Input> inputs = new ArrayDeque<>();
        inputs.add(input);
        while (!inputs.isEmpty() && process.running) {
            List<Effect> effects = new ArrayList<>();
            process.core.step(now, inputs.poll(), effects::add);
            int dies = doomed.equals(process.id.node()) && effects.size() > 1 ? random.nextInt(effects.size()) : -1;
            for (int i = 0; i < effects.size() && process.running; i++) {
                if (i == dies) {
                    doomed = "";
                    crash(process);
                    return;
                }
                carryOut(process, effects.get(i), inputs, dies == i + 1);
            }
        }
    }

    private void carryOut(Process process, Effect effect, ArrayDeque<Input> answers, boolean partial) {
        if (!(effect instanceof Effect.Send || effect instanceof Effect.SetTimer)) {
            process.effects.add(effect);
        }
        switch (effect) {
            case Effect.Send(Destination to, byte[] packet) -> {
                if (packet.length > limits.maxPacketBytes()) {
                    throw new AssertionError("packet of " + packet.length + " bytes");
                }
                for (String node : nodes) {
                    boolean addressed = to instanceof Destination.Node(String name)
                            ? name.equals(node)
                            : !node.equals(process.id.node());
                    if (addressed && !(partial && random.nextBoolean())) {
                        transmit(process.id.node(), node, packet);
                    }
                }
            }
            case Effect.SetTimer(long id, long delay) -> {
                long due = now + delay;
                process.timers.put(id, due);
                at(due, () -> fire(process, id, due));
            }
            case Effect.CancelTimer(long id) -> process.timers.remove(id);
            case Effect.Deliver deliver -> deliver(process, deliver);
            case Effect.InstallView(View view) -> {
                Installed installed = new Installed(view);
                installed.joined = process.views.isEmpty();
                process.views.add(installed);
            }
            case Effect.Block b -> process.blocked = true;
            case Effect.Unblock u -> process.blocked = false;
            case Effect.Accepted(long token) -> {
                if (process.blocked) {
                    throw new AssertionError(process.id + " accepted while blocked");
                }
                process.sent.add(process.pending.remove(token));
            }
            case Effect.Refused(long token, String why) -> {
                process.pending.remove(token);
                process.refused++;
            }
            case Effect.Stable(long handle) -> process.stable.add(process.handles.remove(handle));
            case Effect.Left left -> finish(process, "left");
            case Effect.Excluded(String why) -> finish(process, "excluded: " + why);
            case Effect.TakeSnapshot(String view) -> {
                process.stateAt.put(view, "" + process.digest);
                answers.addFirst(new Input.Snapshot(view, snapshot(process.digest)));
            }
            case Effect.LoadSnapshot(String view, byte[] state) -> {
                process.digest = Long.parseLong(new String(state, StandardCharsets.UTF_8).trim());
                process.stateAt.put(view, "" + process.digest);
                if (!process.current().delivered.isEmpty()) {
                    throw new AssertionError(process.id + " delivered before it loaded");
                }
                answers.addFirst(new Input.Loaded());
            }
            case Effect.Sample(long buffered, long bound) -> {
                process.maxBuffered = Math.max(process.maxBuffered, buffered);
                if (buffered > bound || buffered < 0) {
                    throw new AssertionError(process.id + " buffers " + buffered + " of " + bound);
                }
            }
            case Effect.LostQuorum l -> {}
            case Effect.Backpressure b -> {}
            case Effect.Suspect s -> {}
            case Effect.Phase p -> {}
        }
    }

    public int snapshotBytes = 20;

    private byte[] snapshot(long digest) {
        StringBuilder text = new StringBuilder("" + digest);
        while (text.length() < snapshotBytes) {
            text.append(' ');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void deliver(Process process, Effect.Deliver deliver) {
        String text = new String(deliver.payload(), StandardCharsets.UTF_8);
        String id = text.substring(0, text.indexOf('|'));
        Installed view = process.current();
        if (view == null) {
            throw new AssertionError(process.id + " delivers outside a view");
        }
        view.delivered.add(id);
        if (deliver.place() != Effect.NO_PLACE) {
            view.places.put(id, deliver.place());
        }
        if (deliver.handle() != Effect.NO_HANDLE) {
            process.handles.put(deliver.handle(), id);
        }
        long h = id.hashCode() * 0x9E3779B97F4A7C15L;
        process.digest = total ? process.digest * 31 + h : process.digest + (h ^ h >>> 31);
    }

    private void finish(Process process, String how) {
        process.running = false;
        process.end = how;
        if (restartExcluded && how.startsWith("excluded")) {
            after(300 * MILLI, () -> {
                if (latest.get(process.id.node()) == process) {
                    start(process.id.node(), List.of());
                }
            });
        }
    }

    private void fire(Process process, long id, long due) {
        if (!process.running || !Long.valueOf(due).equals(process.timers.get(id))) {
            return;
        }
        if (process.pausedUntil > now) {
            at(process.pausedUntil, () -> fire(process, id, due));
            return;
        }
        process.timers.remove(id);
        step(process, new Input.TimerFired(id));
    }

    private void transmit(String from, String to, byte[] packet) {
        packets++;
        if (dropper.drops(from, to, packet) || random.nextDouble() < loss) {
            return;
        }
        arrive(from, to, packet);
        if (duplication > 0 && random.nextDouble() < duplication) {
            arrive(from, to, packet);
        }
    }

    private void arrive(String from, String to, byte[] packet) {
        long delay = minDelay + (long) (random.nextDouble() * (maxDelay - minDelay));
        after(delay, () -> receive(from, to, packet));
    }

    private void receive(String from, String to, byte[] packet) {
        Process process = latest.get(to);
        if (process == null || !process.running) {
            return;
        }
        if (process.pausedUntil > now) {
            at(process.pausedUntil, () -> receive(from, to, packet));
            return;
        }
        step(process, new Input.Receive(from, packet));
    }
}
