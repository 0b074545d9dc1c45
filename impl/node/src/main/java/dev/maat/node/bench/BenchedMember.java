package dev.maat.node.bench;

/** A member under load. */
interface BenchedMember {
    /** Returns when other members may be started: a live one has joined, a pure one has its sockets. */
    void start() throws Exception;

    /** Multicasts, and waits while flow control demands it. For one thread. */
    void multicast(byte[] payload) throws Exception;
}
