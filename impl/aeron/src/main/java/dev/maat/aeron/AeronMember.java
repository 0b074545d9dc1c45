package dev.maat.aeron;

import dev.maat.contract.Effect;
import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.FragmentHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;

/** A publication and the subscriptions to those of all members, with a media driver of their own. */
final class AeronMember implements GroupMember {
    private static final int STREAM = 1001;
    /** A message may have an eighth of a term. */
    private static final int TERM_BYTES = 4 << 20;

    private static final int FRAGMENTS_A_POLL = 64;
    private static final long IDLE_MILLIS = 1;

    /** Longer than the other nodes take to start; then the member works with those that are there. */
    private static final long GATHER_MILLIS = 45_000;

    /** For how long a publication may take no message; then the message is certainly not sent. */
    private static final long OFFER_MILLIS = 30_000;

    /** For how long the driver answers requests for what is missing once all of a publication that has ended is on the wire. */
    private static final long LINGER_MILLIS = 1_000;

    /** For how long a member that leaves waits for that; longer than the driver takes where nothing stands in its way. */
    private static final long DRAIN_MILLIS = 10_000;

    /** The thread ends after the upcall it is in, which writes to a file. */
    private static final long POLL_END_MILLIS = 5_000;

    private static final byte GREETING = 0;
    private static final byte MESSAGE = 1;

    private @Nullable MediaDriver driver;
    private @Nullable Aeron aeron;
    private @Nullable Publication publication;
    private @Nullable MemberListener listener;
    private @Nullable Thread poller;
    private volatile boolean closed;

    @Override
    public void start(MemberStart start, MemberListener up) throws Exception {
        Channels channels = Channels.of(start);
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "aeron-" + start.self());
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(folder.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(IDLE_MILLIS))
                .publicationTermBufferLength(TERM_BYTES)
                .publicationLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS))
                .errorHandler(AeronMember::report));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(folder.toString())
                .idleStrategy(new SleepingMillisIdleStrategy(IDLE_MILLIS))
                .errorHandler(AeronMember::report));
        listener = up;
        List<Subscription> subscriptions = new ArrayList<>();
        for (String channel : channels.subscriptions()) {
            subscriptions.add(aeron.addSubscription(channel, STREAM));
        }
        publication = aeron.addExclusivePublication(channels.publication(), STREAM);
        Greetings greetings = new Greetings(
                List.copyOf(start.addresses().keySet()).indexOf(start.self().node()),
                start.addresses().size());
        poller = Thread.ofPlatform()
                .daemon()
                .name("poll-" + start.self())
                .start(() -> poll(subscriptions, up, greetings));
        if (!greetings.await(GATHER_MILLIS)) {
            report(new IllegalStateException("not all members hear all others after " + GATHER_MILLIS + " ms"));
        }
    }

    private static void report(Throwable error) {
        System.err.println("aeron: " + error);
    }

    /** The only thread that makes upcalls. */
    private void poll(List<Subscription> subscriptions, MemberListener up, Greetings greetings) {
        FragmentHandler assembler = new FragmentAssembler((buffer, offset, length, header) -> {
            if (buffer.getByte(offset) == GREETING) {
                greetings.take(buffer.getByte(offset + 1), buffer.getByte(offset + 2) != 0);
            } else {
                up.deliver(payload(buffer, offset + 1, length - 1), Effect.NO_PLACE);
            }
        });
        SleepingMillisIdleStrategy idle = new SleepingMillisIdleStrategy(IDLE_MILLIS);
        while (!closed) {
            int work = 0;
            for (Subscription subscription : subscriptions) {
                work += subscription.poll(assembler, FRAGMENTS_A_POLL);
            }
            if (greetings.due()) {
                offer(GREETING, greetings.next());
            }
            idle.idle(work);
        }
    }

    private static byte[] payload(DirectBuffer buffer, int offset, int length) {
        byte[] payload = new byte[length];
        buffer.getBytes(offset, payload);
        return payload;
    }

    /** The position in the stream, or a negative number that says why the message was not taken. */
    private synchronized long offer(byte kind, byte[] payload) {
        Publication open = publication;
        if (open == null) {
            throw new IllegalStateException("the member is not started");
        }
        byte[] message = new byte[1 + payload.length];
        message[0] = kind;
        System.arraycopy(payload, 0, message, 1, payload.length);
        return open.offer(new UnsafeBuffer(message));
    }

    @Override
    public void multicast(byte[] payload) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(OFFER_MILLIS);
        long result = offer(MESSAGE, payload);
        while (result < 0) {
            if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
                throw new IOException("the publication has ended: " + Publication.errorString(result));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the publication took no message for " + OFFER_MILLIS + " ms: "
                        + Publication.errorString(result));
            }
            Thread.sleep(IDLE_MILLIS);
            result = offer(MESSAGE, payload);
        }
    }

    /** The last messages are on the wire, and those that miss them have had time to ask, before the driver ends. */
    @Override
    public void leave() throws InterruptedException {
        drain();
        close();
        if (listener != null) {
            listener.left();
        }
    }

    /**
     * The driver keeps the counter of a publication that has ended until it has drained and lingered. Polling goes on, as the member's
     * own receiver counts for the flow control of its publication.
     */
    private void drain() throws InterruptedException {
        Aeron client = aeron;
        Publication ending = publication;
        if (client == null || ending == null) {
            return;
        }
        long id = ending.registrationId();
        synchronized (this) {
            ending.close();
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (client.countersReader().findByTypeIdAndRegistrationId(AeronCounters.DRIVER_SENDER_POSITION_TYPE_ID, id)
                != CountersReader.NULL_COUNTER_ID) {
            if (System.nanoTime() > deadline) {
                report(new IllegalStateException("the publication has not drained after " + DRAIN_MILLIS
                        + " ms; its last messages may be lost"));
                return;
            }
            Thread.sleep(IDLE_MILLIS);
        }
    }

    /** Buffers may be unmapped only when nobody polls them any more. */
    private void endPolling() throws InterruptedException {
        closed = true;
        Thread polling = poller;
        if (polling == null || polling == Thread.currentThread()) {
            return;
        }
        polling.join(POLL_END_MILLIS);
        if (polling.isAlive()) {
            report(new IllegalStateException("the poll thread has not ended after " + POLL_END_MILLIS + " ms"));
        }
    }

    @Override
    public void close() throws InterruptedException {
        endPolling();
        try {
            if (aeron != null) {
                aeron.close();
            }
        } catch (AeronException e) {
            report(e);
        }
        if (driver != null) {
            driver.close();
        }
    }
}
