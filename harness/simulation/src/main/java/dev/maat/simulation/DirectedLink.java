package dev.maat.simulation;

import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import dev.maat.faults.SeedDraw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One directed link with the faults that are on, which act on its packets. Each fault draws by the packet's own draw and its number. */
final class DirectedLink {
    /** Packets that a stalled link keeps, as a connection's buffers would; further ones are lost. */
    private static final int MAX_STALLED = 8_192;

    private static final long MILLI = 1_000_000L;

    private final int from;
    private final int to;
    private final Link name;
    private final String text;
    /** As a counter of a fault knows the link. */
    private final int number;

    private final boolean reliable;
    private final List<LinkFault> faults = new ArrayList<>();
    private final ArrayDeque<Event> stalled = new ArrayDeque<>();
    private long lastArrivalNanos;
    /** Resets so far: each begins another connection. */
    private long epoch;

    /** @param reliable whether a cut stalls packets instead of losing them */
    DirectedLink(int from, int to, Link name, int number, boolean reliable) {
        this.from = from;
        this.to = to;
        this.name = name;
        this.text = name.toString();
        this.number = number;
        this.reliable = reliable;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    Link name() {
        return name;
    }

    /** The name as a counter of a fault writes it. */
    String text() {
        return text;
    }

    /** When a packet arrives on a link that keeps the order: after every packet that was sent before it. */
    long arrivalInOrder(long earliestNanos) {
        lastArrivalNanos = Math.max(lastArrivalNanos + 1, earliestNanos);
        return lastArrivalNanos;
    }

    /** The mark of a datagram. */
    long epoch() {
        return epoch;
    }

    /** The mark of a packet that travels over the present connection to a process. */
    long connectionTo(long receiver) {
        return SeedDraw.mix(receiver, epoch);
    }

    void add(LinkFault fault) {
        faults.add(fault);
    }

    void remove(LinkFault fault) {
        faults.remove(fault);
    }

    /** The next packet that a cut stalled, if any is left. */
    @Nullable
    Event nextStalled() {
        return stalled.poll();
    }

    /** Breaks the connection: packets under way belong to the epoch before, and stalled ones are lost. */
    void reset() {
        epoch++;
        stalled.clear();
    }

    boolean isCut() {
        for (LinkFault on : faults) {
            if (on.fault instanceof Fault.Partition || on.fault instanceof Fault.OneWayCut) {
                return true;
            }
        }
        return false;
    }

    /** The delay that faults add to a packet. */
    long addedNanos(long site) {
        long added = 0;
        for (LinkFault on : faults) {
            if (on.fault instanceof Fault.Latency late) {
                on.touch(number);
                added += late.delayMillis() * MILLI
                        + SeedDraw.below(SeedDraw.mix(site, 200 + on.id), 1 + late.jitterMillis() * MILLI);
            } else if (on.fault instanceof Fault.Reorder reorder
                    && Chance.comes(site, 300 + on.id, reorder.percent(), 100)) {
                on.touch(number);
                added += SeedDraw.below(SeedDraw.mix(site, 400 + on.id), 1 + reorder.holdMillis() * MILLI);
            }
        }
        return added;
    }

    boolean isDoubled(long site) {
        boolean doubled = false;
        for (LinkFault on : faults) {
            if (on.fault instanceof Fault.Duplicate duplicate
                    && Chance.comes(site, 500 + on.id, duplicate.percent(), 100)) {
                on.touch(number);
                doubled = true;
            }
        }
        return doubled;
    }

    /** Whether a packet gets through; if not, it is lost, or waits until the link is healed. */
    boolean letsThrough(Event event) {
        for (LinkFault on : faults) {
            switch (on.fault) {
                case Fault.Partition cut -> {
                    stop(on, event);
                    return false;
                }
                case Fault.OneWayCut cut -> {
                    stop(on, event);
                    return false;
                }
                case Fault.BurstLoss loss -> {
                    if (on.inBurst(loss, number, SeedDraw.mix(event.id, 600 + on.id))) {
                        on.drop(number);
                        return false;
                    }
                }
                case Fault.Loss loss -> {
                    if (Chance.comes(event.id, 100 + on.id, loss.percent(), 100)) {
                        on.drop(number);
                        return false;
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    private void stop(LinkFault cut, Event event) {
        cut.drop(number);
        if (reliable && stalled.size() < MAX_STALLED) {
            stalled.add(event);
        }
    }

    /**
     * A copy of a packet that came through: one may be damaged.
     *
     * @param replays takes the copy of a packet that comes again later; its mark is the number of the replay, below zero
     */
    byte[] received(Event event, byte[] packet, Consumer<Event> replays) {
        byte[] received = packet.clone();
        for (LinkFault on : faults) {
            if (on.fault instanceof Fault.Corrupt corrupt
                    && packet.length > 0
                    && Chance.comes(event.id, 700 + on.id, corrupt.percent(), 100)) {
                long bit = SeedDraw.below(SeedDraw.mix(event.id, 800 + on.id), 8L * packet.length);
                received[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
                on.touch(number);
            } else if (on.fault instanceof Fault.Replay replay
                    && event.mark == 0
                    && Chance.comes(event.id, 900 + on.id, replay.percent(), 100)) {
                long again = event.atNanos + replay.afterMillis() * MILLI;
                long id = SeedDraw.mix(event.id, 1_000 + on.id);
                replays.accept(new Event(again, event.kind, event.node, event.from, id, -on.id, packet));
            } else if (on.fault instanceof Fault.Replay && event.mark == -on.id) {
                on.touch(number);
            }
        }
        return received;
    }
}
