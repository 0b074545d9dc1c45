package dev.maat.aeron;

import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The greetings of the members while the group gathers. A member greets again and again, as an image that comes later does not show what was
 * published before. A greeting is the member's index and whether it has heard all members. Once all have said that, everybody has the
 * images of all, and what is published from then on reaches all.
 */
final class Greetings {
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int self;
    private final int members;
    private final BitSet heard = new BitSet();
    private final BitSet complete = new BitSet();
    private final CountDownLatch gathered = new CountDownLatch(1);
    private long nextNanos;

    Greetings(int self, int members) {
        this.self = self;
        this.members = members;
        this.nextNanos = System.nanoTime();
    }

    synchronized void take(int member, boolean hearsAll) {
        heard.set(member);
        if (hearsAll) {
            complete.set(member);
        }
        if (complete.cardinality() == members) {
            gathered.countDown();
        }
    }

    /** Whether a greeting is due; its last one is due after it has heard all. */
    synchronized boolean due() {
        return gathered.getCount() > 0 && System.nanoTime() - nextNanos >= 0;
    }

    synchronized byte[] next() {
        nextNanos = System.nanoTime() + AGAIN_NANOS;
        return new byte[] {(byte) self, (byte) (heard.cardinality() == members ? 1 : 0)};
    }

    boolean await(long millis) throws InterruptedException {
        return gathered.await(millis, TimeUnit.MILLISECONDS);
    }
}
