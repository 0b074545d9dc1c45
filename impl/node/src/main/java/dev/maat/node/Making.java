package dev.maat.node;

import dev.maat.recording.Causes;
import dev.maat.recording.ImplementationFault;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has an implementation make a core or a member, in a thread that can be left behind if that does not return. */
final class Making {
    private static final long LIMIT_SECONDS = 60;

    private Making() {}

    /**
     * @throws IllegalArgumentException of the implementation: it does not offer the options
     * @throws ImplementationFault if it made nothing
     */
    static <T> T within(ClassLoader classLoader, JvmTraces traces, Supplier<T> maker) {
        Attempt<T> attempt = new Attempt<>(maker);
        Thread thread = Thread.ofPlatform().daemon().name("making").unstarted(attempt);
        thread.setContextClassLoader(classLoader);
        traces.start(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the implementation made a member", e);
        }
        return attempt.result(thread);
    }

    private static final class Attempt<T> implements Runnable {
        private final Supplier<T> maker;
        private volatile @Nullable T made;
        private volatile @Nullable Throwable thrown;

        Attempt(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public void run() {
            try {
                made = maker.get();
            } catch (Throwable e) {
                thrown = e;
            }
        }

        T result(Thread thread) {
            T result = made;
            if (result != null) {
                return result;
            }
            Throwable why = thrown;
            if (why == null) {
                throw new ImplementationFault("the implementation did not make a member within " + LIMIT_SECONDS
                        + " s\n" + CallWatch.where(thread));
            }
            if (why instanceof IllegalArgumentException refused) {
                // A copy: the message of the original may be code of the implementation.
                throw new IllegalArgumentException(Causes.messageOf(refused), null);
            }
            throw why instanceof ImplementationFault fault ? fault : ImplementationFault.thrown(why);
        }
    }
}
