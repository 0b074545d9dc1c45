package dev.maat.checkers.finding;

/** Messages that were sent and delivered alike and that the online judge let go, counted as the cases of properties need it. */
public interface LetGoMessages {
    /** All of them. */
    long all();

    /** The processes that delivered each of them. */
    int deliverers();

    /** Safe indications of them. */
    long safes();

    /** Upcalls that brought a delivery or a safe indication. */
    long upcalls();

    /** All of them if each has at least two deliverers, else 0. */
    long withTwoDeliverers();

    /** The messages, each once for every group of processes that completed the view together and has two deliverers. */
    long withTwoDeliverersInGroups();

    /** All of them if the view was a primary view to at least two deliverers, else 0. */
    long withTwoPrimaryDeliverers();

    /** All of them if at least two deliverers are in the core, else 0; 0 before the run is quiet. */
    long withTwoCoreDeliverers();

    /** All of them if a core process sent them and liveness can be judged, else 0. */
    long fromCore();

    /** {@link #fromCore} if the view is the last one of the core, else 0. */
    long fromCoreInLastView();

    /** Whether liveness can be judged. */
    boolean live();
}
