package dev.maat.recording;

/**
 * Stands beside each call of an implementation. The runtime knows its threads and its JVM, so it sees what a call does to them;
 * {@link FencedCore} sees the rest. Called by the thread that calls the implementation.
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
}
