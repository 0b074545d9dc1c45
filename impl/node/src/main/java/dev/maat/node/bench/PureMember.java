package dev.maat.node.bench;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.SeededDraw;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.recording.CallGuard;
import dev.maat.recording.FencedCore;
import dev.maat.transport.CoreApplication;
import dev.maat.transport.MemberLoop;
import dev.maat.transport.Topology;
import dev.maat.transport.TransportKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pure core under load, behind the same fence and on the same loop as in the node. The application waits when too many of its
 * multicasts are unanswered, until half of them are answered, or while the core asks it to slow down: woken for each answer, it would cost
 * two switches between threads a message.
 */
final class PureMember implements BenchedMember, CoreApplication {
    private static final int MAX_UNANSWERED = 512;
    /** Unanswered payloads take at most this part of the buffers: little enough that no core has to refuse one. */
    private static final int BUFFERS_PER_UNANSWERED = 16;

    private static final long MAX_WAIT_NANOS = 1_000_000;
    private static final byte[] NO_STATE = {};

    private final Meter meter;
    private final MemberLoop loop;
    private final LoadedImplementation loaded;
    private final String node;
    private final long maxUnansweredBytes;
    private long asked;
    private volatile long answered;
    /** How many answers the application waits for. */
    private volatile long resumeAt;

    private volatile boolean pressed;
    private volatile @Nullable Thread waiting;

    PureMember(BenchSettings settings, LoadedImplementation loaded, Meter meter) throws IOException {
        this.meter = meter;
        this.loaded = loaded;
        this.node = settings.node();
        this.maxUnansweredBytes = settings.limits().maxBufferBytes() / BUFFERS_PER_UNANSWERED;
        List<String> contacts = new ArrayList<>(settings.nodes());
        contacts.remove(node);
        ProcessId self = new ProcessId(node, 0);
        Input.Start start = new Input.Start(
                self,
                settings.generation(),
                true,
                settings.nodes(),
                contacts,
                settings.options(),
                settings.limits(),
                SeededDraw.of(1, self.toString()));
        FencedCore core = FencedCore.make(() -> loaded.newCore(settings.options()), settings.limits(), CallGuard.NONE);
        Topology topology = new Topology(node, settings.members(), settings.group());
        this.loop = MemberLoop.open(core, start, topology, TransportKind.of(settings.transport()), this);
    }

    @Override
    public void start() {
        Thread thread = new Thread(loop, "member-" + node);
        thread.setContextClassLoader(loaded.classLoader());
        thread.start();
    }

    @Override
    public void multicast(byte[] payload) {
        long most = Math.clamp(maxUnansweredBytes / payload.length, 1, MAX_UNANSWERED);
        if (asked - answered >= most) {
            resumeAt = asked - most / 2;
        }
        while (!mayGoOn()) {
            await();
        }
        Input next = new Input.Multicast(asked++, payload);
        while (!loop.submit(() -> next)) {
            await();
        }
    }

    private boolean mayGoOn() {
        return !pressed && answered >= resumeAt;
    }

    private void await() {
        waiting = Thread.currentThread();
        // Bounded, for the answer may have come just before.
        LockSupport.parkNanos(MAX_WAIT_NANOS);
        waiting = null;
    }

    @Override
    public void effect(Effect.Upcall effect) {
        switch (effect) {
            case Effect.Deliver deliver -> meter.deliver(deliver.payload());
            case Effect.Accepted ignored -> answered();
            case Effect.Refused refused -> {
                answered();
                meter.failed(new IllegalStateException("a multicast was refused: " + refused.why()));
            }
            case Effect.Backpressure backpressure -> {
                pressed = backpressure.on();
                wake();
            }
            case Effect.InstallView install ->
                meter.view(install.view().members().size(), install.view().id());
            case Effect.Suspect suspect -> {
                if (suspect.on()) {
                    meter.suspect(suspect.who().toString());
                }
            }
            case Effect.Excluded excluded ->
                meter.failed(new IllegalStateException("the member was excluded: " + excluded.why()));
            default -> {}
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes it
    private void answered() {
        answered++;
        wake();
    }

    private void wake() {
        Thread sleeper = waiting;
        if (sleeper != null && mayGoOn()) {
            LockSupport.unpark(sleeper);
        }
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        return NO_STATE;
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {}

    @Override
    public void ended() {
        meter.failed(new IllegalStateException("the member has ended"));
    }

    @Override
    public void crashed(Throwable why) {
        meter.failed(why);
    }
}
