package dev.maat.reference.delivery;

import dev.maat.contract.Effect;
import dev.maat.reference.group.Acknowledged;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Host;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayDeque;

/**
 * The only place where a message is handed to the application; tells it later which deliveries are safe.
 *
 * <p>A message is safe when every member holds it <em>and</em> what it may not be delivered without: then it is in every cut, and no
 * order leaves it out. A message that is merely {@linkplain Acknowledged#stable stable} may be left out of the cut in causal order, with a
 * cause that nobody who goes on holds.
 */
public final class Deliveries {
    /** A message that needs no other than those before it in its stream. */
    public static final long[] NO_CAUSES = {};

    /**
     * A delivery that is not known to be safe.
     *
     * @param causes per rank, the last unit of each stream that the message may not be delivered without
     */
    private record Unsafe(long last, long[] causes, long handle) {
        boolean isSafe(Acknowledged acknowledged, int rank) {
            if (last > acknowledged.stable(rank)) {
                return false;
            }
            for (int cause = 0; cause < causes.length; cause++) {
                if (causes[cause] > acknowledged.stable(cause)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Host host;
    private final DeliveryGate gate;
    private ArrayDeque<Unsafe>[] unsafe = newQueues(0);
    private long handles;

    public Deliveries(Host host, DeliveryGate gate) {
        this.host = host;
        this.gate = gate;
    }

    /** A new view begins; no delivery of the old one is told safe any more. */
    public void open(Epoch epoch) {
        unsafe = newQueues(epoch.streams());
    }

    /** Whether a message that is next in its order may be delivered in the running view. */
    public boolean mayDeliver(Epoch epoch, SenderLog.Message message) {
        return gate.isOpen(epoch, message.rank(), message.last());
    }

    /** Whether messages may be delivered by the places that the stream of that rank announces through this number. */
    public boolean mayUsePlaces(Epoch epoch, int rank, long through) {
        return gate.isOpenForPlaces(epoch, rank, through);
    }

    public void deliver(Epoch epoch, SenderLog.Message message, long place) {
        deliver(epoch, message, place, NO_CAUSES);
    }

    /** @param causes per rank; kept as they are, so not to be changed any more */
    public void deliver(Epoch epoch, SenderLog.Message message, long place, long[] causes) {
        long handle = handles++;
        byte[] payload = epoch.log(message.rank()).take(message);
        unsafe[message.rank()].add(new Unsafe(message.last(), causes, handle));
        host.emit(new Effect.Deliver(epoch.member(message.rank()), payload, place, handle));
    }

    /** At the end of a view, where no message is told safe any more. */
    public void deliverLast(Epoch epoch, SenderLog.Message message, long place) {
        byte[] payload = epoch.log(message.rank()).take(message);
        host.emit(new Effect.Deliver(epoch.member(message.rank()), payload, place, Effect.NO_HANDLE));
    }

    /** Tells which deliveries are safe by now. */
    public void tellSafe(Acknowledged acknowledged) {
        for (int rank = 0; rank < unsafe.length; rank++) {
            ArrayDeque<Unsafe> queue = unsafe[rank];
            for (Unsafe next = queue.peek(); next != null && next.isSafe(acknowledged, rank); next = queue.peek()) {
                queue.poll();
                host.emit(new Effect.Stable(next.handle()));
            }
        }
    }

    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    private static ArrayDeque<Unsafe>[] newQueues(int count) {
        ArrayDeque<Unsafe>[] queues = new ArrayDeque[count];
        for (int i = 0; i < count; i++) {
            queues[i] = new ArrayDeque<>();
        }
        return queues;
    }
}
