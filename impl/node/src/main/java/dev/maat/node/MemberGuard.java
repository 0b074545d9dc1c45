package dev.maat.node;

import dev.maat.recording.CallGuard;
import dev.maat.recording.ImplementationFault;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The guard of a pure core in a node. A core that interrupts its thread, starts threads or processes ({@link JvmTraces}), or adds
 * effects outside its steps ends its process. A core that does not return from a call ends it too, by a {@link CallWatch}.
 */
final class MemberGuard implements CallGuard {
    private static final long MAX_WAIT_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final CallWatch watch = new CallWatch("the core");
    private final JvmTraces traces;
    private volatile @Nullable String stray;
    private volatile @Nullable Thread caller;

    MemberGuard(JvmTraces traces) {
        this.traces = traces;
    }

    /** Begins the watch. */
    void endsBy(Ending ending) {
        watch.endsBy(ending, traces);
    }

    @Override
    public void before(String call) {
        caller = Thread.currentThread();
        watch.begins(call.substring(call.lastIndexOf('$') + 1), MAX_WAIT_MILLIS);
    }

    @Override
    public void after() {
        watch.ended();
        String outsideItsCall = stray;
        if (outsideItsCall != null) {
            throw new ImplementationFault(outsideItsCall);
        }
        if (Thread.interrupted()) {
            throw new ImplementationFault("the core interrupted the thread that called it");
        }
        String did = traces.unlessSignalled(traces.found());
        if (!did.isEmpty()) {
            throw new ImplementationFault(did);
        }
    }

    @Override
    public void threw(Throwable thrown) {
        watch.ended();
    }

    @Override
    public boolean isCaller() {
        return caller == Thread.currentThread();
    }

    @Override
    public void strayed(String what) {
        stray = what;
    }
}
