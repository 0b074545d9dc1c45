package dev.maat.recording;

/**
 * Stands beside each call of an implementation. The runtime knows its threads and its JVM, so it sees what a call does to them;
 * {@link FencedCore} sees the rest. Called by the thread that calls the implementation, but where
 * a method says otherwise.
 */
public interface CallGuard {
    /** Sees nothing. */
    CallGuard NONE = new CallGuard() {
        @Override
        public void before(String call) {}

        @Override
        public void after() {}

        @Override
        public void threw(Throwable thrown) {}

        @Override
        public boolean isCaller() {
            return true;
        }

        @Override
        public void strayed(String what) {}
    };

    /**
     * A call is about to be made.
     *
     * @param call the name of the input's class, or {@code newCore}
     * @throws ImplementationFault if the call is not to be made: the implementation is known to end its process there
     */
    void before(String call);

    /**
     * The call has returned.
     *
     * @throws ImplementationFault if it did to its thread or its JVM what no core may do
     */
    void after();

    /** The call threw. The guard may know that this is not the doing of this call alone. */
    void threw(Throwable thrown);

    /** Whether the current thread is the one that makes the calls. May be called by any thread. */
    boolean isCaller();

    /**
     * The implementation did something outside any call that the guard stands beside, or in another thread: it is to end its process
     * no later than after the next call. May be called by any thread.
     *
     * @param what it did, as a sentence
     */
    void strayed(String what);
}
