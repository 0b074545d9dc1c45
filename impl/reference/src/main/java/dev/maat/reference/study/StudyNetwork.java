package dev.maat.reference.study;

import dev.maat.contract.Draw;
import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.contract.FeedbackStudy.Setting;
import java.util.Arrays;

/**
 * Distances and losses. Each member hangs on a link of its own, about {@link #MIN_LINK_NANOS} to {@link #MAX_LINK_NANOS} long, and a path
 * is as long as the links of its two ends. So a packet to all meets its receivers in one order, whoever sends it.
 *
 * <p>Each path loses the same share of its packets, by one of two models. Independent losses are those of the last links: most losses
 * in the multicast backbone of the Internet were near single receivers (Yajnik, Kurose, Towsley 1996). Shared losses are what
 * suppression is made for (Floyd et al. 1997, section IV; RFC 5401, section 3.2.2): routers have about as many receivers each as there
 * are routers, and the sender's link, a router's link and a receiver's link lose a third each.
 */
final class StudyNetwork {
    private static final long MIN_LINK_NANOS = 1_000_000;
    private static final long MAX_LINK_NANOS = 5_000_000;

    /** A router's or a receiver's link is a place in the draws; the sender's link is this one. */
    private static final long FIRST_LINK = -1;

    private static final double LINKS = 3;

    private final Draw draw;
    private final long[] linkNanos;
    private final int[] nearestFirst;
    private final int[] places;
    private final boolean shared;
    private final int membersOfARouter;
    private final long lostBelow;
    private long packets;

    StudyNetwork(Setting setting, Draw draw) {
        int members = setting.receivers() + 1;
        this.draw = draw;
        this.shared = setting.losses() == Losses.SHARED;
        this.membersOfARouter = (int) Math.ceil(Math.sqrt(members));
        double share = shared ? 1 - StrictMath.pow(1 - setting.lossShare(), 1 / LINKS) : setting.lossShare();
        this.lostBelow = (long) (share * Long.MAX_VALUE);
        this.linkNanos = new long[members];
        for (int member = 0; member < members; member++) {
            linkNanos[member] = MIN_LINK_NANOS + draw.below(MAX_LINK_NANOS - MIN_LINK_NANOS, "link", member, 0);
        }
        this.nearestFirst = nearestFirst();
        this.places = new int[members];
        for (int place = 0; place < members; place++) {
            places[nearestFirst[place]] = place;
        }
    }

    private int[] nearestFirst() {
        // A link's length takes 23 bits, a rank fewer than 32.
        long[] keys = new long[linkNanos.length];
        for (int member = 0; member < keys.length; member++) {
            keys[member] = linkNanos[member] << Integer.SIZE | member;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    int members() {
        return linkNanos.length;
    }

    /** The member that a packet to all meets at this place of its way. */
    int met(int place) {
        return nearestFirst[place];
    }

    /** The place at which a packet to all meets the member. */
    int place(int member) {
        return places[member];
    }

    long pathNanos(int from, int to) {
        return linkNanos[from] + linkNanos[to];
    }

    /** A number for a packet, by which its losses are drawn. */
    long newPacket() {
        return packets++;
    }

    /** Whether the packet is lost for all that it is sent to. */
    boolean losesAtOnce(long packet) {
        return shared && loses(packet, "first link", FIRST_LINK);
    }

    /** Whether the packet is lost further on its way to a member. */
    boolean loses(long packet, int to) {
        return (shared && loses(packet, "router", to / membersOfARouter)) || loses(packet, "last link", to);
    }

    private boolean loses(long packet, String kind, long link) {
        return (draw.draw(kind, packet, link) & Long.MAX_VALUE) < lostBelow;
    }
}
