package dev.maat.reference.delivery;

import dev.maat.contract.Effect;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Host;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayDeque;

/** The only place where a message is handed to the application; reports later which deliveries have become stable. */
public final class Deliveries {
    /** A delivery that is not known to be stable. */
    private record Unstable(long last, long handle) {}

    private final Host host;
    private final DeliveryGate gate;
    private ArrayDeque<Unstable>[] unstable = newQueues(0);
    private long handles;

    public Deliveries(Host host, DeliveryGate gate) {
        this.host = host;
        this.gate = gate;
    }

    /** A new view begins; no delivery of the old one is reported as stable any more. */
    public void open(Epoch epoch) {
        unstable = newQueues(epoch.streams());
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
        long handle = handles++;
        byte[] payload = epoch.log(message.rank()).take(message);
        unstable[message.rank()].add(new Unstable(message.last(), handle));
        host.emit(new Effect.Deliver(epoch.member(message.rank()), payload, place, handle));
    }

    /** At the end of a view, where stability is not reported any more. */
    public void deliverLast(Epoch epoch, SenderLog.Message message, long place) {
        byte[] payload = epoch.log(message.rank()).take(message);
        host.emit(new Effect.Deliver(epoch.member(message.rank()), payload, place, Effect.NO_HANDLE));
    }

    public void stable(int rank, long through) {
        ArrayDeque<Unstable> queue = unstable[rank];
        for (Unstable next = queue.peek(); next != null && next.last() <= through; next = queue.peek()) {
            queue.poll();
            host.emit(new Effect.Stable(next.handle()));
        }
    }

    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    private static ArrayDeque<Unstable>[] newQueues(int count) {
        ArrayDeque<Unstable>[] queues = new ArrayDeque[count];
        for (int i = 0; i < count; i++) {
            queues[i] = new ArrayDeque<>();
        }
        return queues;
    }
}
