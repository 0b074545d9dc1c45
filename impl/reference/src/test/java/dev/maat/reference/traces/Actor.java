package dev.maat.reference.traces;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.StateHandover;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;
import dev.maat.contract.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One process: its core, its timers, its application, and what it did. */
final class Actor {
    /** A delivery in the view with number {@code view}, which is 0 before any. */
    record Delivery(long view, ProcessId sender, String text, long place) {}

    /** The surroundings that a process acts on. */
    interface Surroundings {
        void send(Actor from, Effect.Send send);

        void installed(Actor by, View view);

        /** The application hears something. */
        void heard(Actor by, Effect.Upcall upcall);
    }

    final ProcessId id;
    final List<View> views = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final Map<Long, Long> timers = new TreeMap<>();
    final Map<Long, String> accepted = new TreeMap<>();
    final Map<Long, String> refused = new TreeMap<>();

    /** Those of {@link #deliveries} that the application was told to be safe. */
    final List<Delivery> safe = new ArrayList<>();

    private final Map<Long, Delivery> byHandle = new TreeMap<>();

    /** The application's state: the texts it was told of, in order, also through a snapshot. */
    final List<String> state = new ArrayList<>();

    /** By view id: the state when the view was installed, at the processes that gave a snapshot, and the state that was loaded. */
    final Map<String, List<String>> given = new TreeMap<>();

    final Map<String, List<String>> loaded = new TreeMap<>();

    /** The phases of the protocol that it is in. */
    final Set<String> phases = new TreeSet<>();

    boolean running = true;

    /** Until then it handles neither packets nor timers. */
    long busyUntil = Long.MIN_VALUE;

    /** How long it is busy with a packet of data. */
    long busyNanosPerPacket;

    /** Packets that arrived while it was busy. */
    final ArrayDeque<Flight> unread = new ArrayDeque<>();

    boolean left;
    boolean excluded;
    boolean lostQuorum;
    private final ProtocolCore core;
    private final Surroundings surroundings;
    private final Map<Long, String> asked = new TreeMap<>();
    private final StateHandover states = new StateHandover(
            view -> image(bytes(String.join("\n", state))),
            view -> StateLoader.gathering(whole -> load(new Effect.LoadSnapshot(view, whole))));

    /** Images that the core has not released. */
    int images;

    private @Nullable Predicate<Effect> crashBefore;

    Actor(ProcessId id, ProtocolCore core, Surroundings surroundings) {
        this.id = id;
        this.core = core;
        this.surroundings = surroundings;
    }

    /** Dies just before it carries out the first effect that matches. */
    void crashBefore(Predicate<Effect> effect) {
        crashBefore = effect;
    }

    long currentView() {
        return views.isEmpty() ? 0 : views.getLast().seq();
    }

    /** One input, and the inputs that its effects cause at once; no other is ready, so a flush follows. */
    void input(long nowNanos, Input first) {
        ArrayDeque<Input> inputs = new ArrayDeque<>();
        inputs.add(first);
        while (running && !inputs.isEmpty()) {
            Input next = inputs.poll();
            if (next instanceof Input.Multicast multicast) {
                asked.put(multicast.token(), text(multicast.payload()));
            }
            List<Effect> effects = new ArrayList<>();
            core.step(nowNanos, next, effects::add);
            carryOut(nowNanos, effects, inputs);
            if (running && inputs.isEmpty()) {
                effects.clear();
                core.flush(nowNanos, effects::add);
                carryOut(nowNanos, effects, inputs);
            }
        }
    }

    /** The transport's hint that nothing runs on that node. */
    void unreachable(long nowNanos, String node) {
        List<Effect> effects = new ArrayList<>();
        core.unreachable(nowNanos, node, effects::add);
        core.flush(nowNanos, effects::add);
        carryOut(nowNanos, effects, new ArrayDeque<>());
    }

    private void carryOut(long nowNanos, List<Effect> effects, ArrayDeque<Input> inputs) {
        for (Effect effect : effects) {
            if (crashBefore != null && crashBefore.test(effect)) {
                running = false;
            }
            if (running) {
                carryOut(nowNanos, effect, inputs);
            }
        }
    }

    private void carryOut(long nowNanos, Effect effect, ArrayDeque<Input> inputs) {
        if (effect instanceof Effect.Upcall upcall) {
            surroundings.heard(this, upcall);
        }
        switch (effect) {
            case Effect.Send send -> surroundings.send(this, send);
            case Effect.SetTimer timer -> timers.put(timer.id(), nowNanos + timer.delayNanos());
            case Effect.CancelTimer timer -> timers.remove(timer.id());
            case Effect.Deliver delivery -> deliver(delivery);
            case Effect.InstallView install -> {
                surroundings.installed(this, install.view());
                views.add(install.view());
            }
            case Effect.Accepted a -> accepted.put(a.token(), asked.getOrDefault(a.token(), "?"));
            case Effect.Refused r -> refused.put(r.token(), r.why());
            case Effect.Left l -> stop(() -> left = true);
            case Effect.Excluded e -> stop(() -> excluded = true);
            case Effect.LostQuorum lost -> lostQuorum = lost.on();
            case Effect.TakeSnapshot take -> {
                given.put(take.viewId(), List.copyOf(state));
                inputs.addFirst(states.take(take.viewId()));
            }
            case Effect.LoadSnapshot load -> {
                load(load);
                inputs.addFirst(new Input.Loaded());
            }
            case Effect.StorePiece piece -> states.store(piece);
            case Effect.LoadStored load -> inputs.addFirst(states.load(load.viewId()));
            case Effect.ReleaseSnapshot release -> states.release(release.viewId());
            case Effect.Block b -> {}
            case Effect.Unblock u -> {}
            case Effect.Stable told -> safe.add(byHandle.get(told.handle()));
            case Effect.Backpressure b -> {}
            case Effect.Suspect s -> {}
            case Effect.Phase phase -> {
                if (phase.on()) {
                    phases.add(phase.name());
                } else {
                    phases.remove(phase.name());
                }
            }
            case Effect.Sample s -> {}
        }
    }

    private StateImage image(byte[] whole) {
        images++;
        StateImage held = StateImage.of(whole);
        return new StateImage() {
            @Override
            public long sizeBytes() {
                return held.sizeBytes();
            }

            @Override
            public byte[] read(long offset, int length) {
                return held.read(offset, length);
            }

            @Override
            public void close() {
                images--;
            }
        };
    }

    private void deliver(Effect.Deliver delivery) {
        String text = text(delivery.payload());
        Delivery done = new Delivery(currentView(), delivery.sender(), text, delivery.place());
        deliveries.add(done);
        if (delivery.handle() != Effect.NO_HANDLE) {
            byHandle.put(delivery.handle(), done);
        }
        state.add(text);
    }

    private void load(Effect.LoadSnapshot load) {
        state.clear();
        String all = text(load.state());
        if (!all.isEmpty()) {
            state.addAll(List.of(all.split("\n", -1)));
        }
        loaded.put(load.viewId(), List.copyOf(state));
    }

    private void stop(Runnable how) {
        how.run();
        running = false;
        states.close();
        timers.clear();
    }

    /** The texts it delivered in the view with that number, in order. */
    List<String> deliveredIn(long view) {
        List<String> texts = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            if (delivery.view() == view) {
                texts.add(delivery.text());
            }
        }
        return texts;
    }

    boolean toldSafe(String text) {
        return safe.stream().anyMatch(delivery -> delivery.text().equals(text));
    }

    boolean delivered(String text) {
        return deliveries.stream().anyMatch(delivery -> delivery.text().equals(text));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(id.toString()).append(running ? " runs," : " is down,");
        views.forEach(view -> text.append(' ').append(Stage.text(view)));
        deliveries.forEach(d -> text.append(' ').append(d.text()).append('@').append(d.view()));
        return text.append(left ? " left" : "")
                .append(excluded ? " excluded" : "")
                .append(lostQuorum ? " lost-quorum" : "")
                .toString();
    }
}
