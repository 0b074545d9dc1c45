package dev.maat.contract;

/**
 * An implementation that owns its sockets and threads, as one process of the group. Hosted by the node; it cannot run in
 * simulation.
 */
public interface GroupMember extends AutoCloseable {
    /**
     * Joins the group, and returns when the first view has been told or no longer can be; in a static group, when messages can be
     * multicast. Upcalls go to {@code listener}, from any thread, never two at a time.
     *
     * @throws Exception if the group cannot be joined; the node then exits with an error
     */
    void start(MemberStart start, MemberListener listener) throws Exception;

    /**
     * Multicasts; returns when the message is sent, which is when {@code sent} is recorded. It may block for flow
     * control or a view change. The process of a member that has not returned a minute after the end of every fault of the run, or
     * that has used 20 s of processor time in one call, is ended: an exit of its own.
     *
     * @throws Exception if the message is certainly not sent
     */
    void multicast(byte[] payload) throws Exception;

    /** Leaves in good order, and calls {@link MemberListener#left} at the end. Bounded as a multicast is. */
    void leave() throws Exception;

    /** Releases sockets and threads without telling the group. */
    @Override
    void close() throws Exception;
}
