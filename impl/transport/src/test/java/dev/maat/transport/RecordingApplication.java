package dev.maat.transport;

import dev.maat.contract.Effect;
import dev.maat.contract.StateImage;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps the upcalls of a member. */
final class RecordingApplication implements CoreApplication {
    final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    /** Runs when an image is closed. Set it before the command that lets one be taken. */
    Runnable atClose = () -> {};

    @Override
    public void effect(Effect.Upcall effect) {
        told.add(effect);
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        told.add("take " + viewId);
        return viewId.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public StateImage takeImage(String viewId) {
        return new ClosingImage(takeSnapshot(viewId), () -> atClose.run());
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {
        told.add("load " + viewId);
    }

    @Override
    public void ended() {
        told.add("ended");
    }

    @Override
    public void crashed(Throwable why) {
        told.add(why);
    }

    Object next() throws InterruptedException {
        Object next = told.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no upcall for 20 s");
        }
        return next;
    }

    <T> T next(Class<T> kind) throws InterruptedException {
        while (true) {
            Object next = next();
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
    }
}
