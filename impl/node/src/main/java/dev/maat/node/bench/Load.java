package dev.maat.node.bench;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One application thread that multicasts, at a rate or as fast as flow control lets. A payload begins with the time it was made. */
final class Load {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MIN_BYTES = Long.BYTES;

    private final BenchedMember member;
    private final Console console;
    private @Nullable Thread thread;
    private volatile boolean loading;
    private volatile long sent;

    Load(BenchedMember member, Console console) {
        this.member = member;
        this.console = console;
    }

    void begin(int bytes, int perSecond) {
        if (bytes < MIN_BYTES) {
            throw new IllegalArgumentException("a payload has at least " + MIN_BYTES + " bytes, for its time");
        }
        end();
        loading = true;
        Thread sender = new Thread(() -> run(bytes, perSecond), "application");
        sender.setDaemon(true);
        thread = sender;
        sender.start();
    }

    void end() {
        loading = false;
        Thread sender = thread;
        if (sender == null) {
            return;
        }
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    long sent() {
        return sent;
    }

    private void run(int bytes, int perSecond) {
        long began = System.nanoTime();
        long count = 0;
        try {
            while (loading) {
                if (perSecond > 0) {
                    awaitTurn(began + count * NANOS_PER_SECOND / perSecond);
                }
                byte[] payload = new byte[bytes];
                ByteBuffer.wrap(payload).putLong(System.nanoTime());
                member.multicast(payload);
                count++;
                sent++;
            }
        } catch (Throwable failure) {
            console.failed(failure);
        }
    }

    private void awaitTurn(long at) {
        for (long left = at - System.nanoTime(); left > 0 && loading; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
