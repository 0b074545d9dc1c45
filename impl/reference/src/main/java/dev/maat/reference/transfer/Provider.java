package dev.maat.reference.transfer;

import dev.maat.contract.ProcessId;
import dev.maat.contract.StateImage;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A survivor's part: one image, sent to each joiner that asks for it. Joiners take turns. What is sent in one flush is bounded, so that
 * messages and heartbeats of the view go out between the pieces.
 */
final class Provider {
    /** Pieces of one flush for all joiners take so many bytes: about as many as a flush reads from one socket. */
    private static final int MAX_FLUSH_BYTES = 1 << 15;

    /** So much of the image goes into its digest in one flush: a member that reads a long image in one go is silent meanwhile. */
    private static final int MAX_FLUSH_DIGEST_BYTES = 1 << 22;

    private static final int CHUNK_BYTES = 1 << 16;

    private final Host host;
    private final ViewRef view;
    private final StateImage image;
    private final long maxWindowBytes;
    private final TreeMap<ProcessId, Outgoing> joiners = new TreeMap<>();
    private final StateDigest soFar = new StateDigest();
    private long digested;
    private long digest = StateDigest.NONE;

    Provider(Host host, ViewRef view, StateImage image, long maxWindowBytes) {
        this.host = host;
        this.view = view;
        this.image = image;
        this.maxWindowBytes = maxWindowBytes;
    }

    /** A joiner asks for the image, or acknowledges pieces of it. */
    void onAsk(ProcessId joiner, Packet.SnapshotAsk ask) {
        if (digest == StateDigest.NONE) {
            // The joiner asks again.
            return;
        }
        boolean resumes = ask.digest() == digest && ask.held() <= image.sizeBytes();
        Outgoing outgoing = joiners.get(joiner);
        if (outgoing == null || (!resumes && outgoing.held() > 0)) {
            // A joiner that has a part of other bytes for the same state begins anew.
            outgoing = new Outgoing(image.sizeBytes(), resumes ? ask.held() : 0, host.maxBodyBytes, maxWindowBytes);
            joiners.put(joiner, outgoing);
        }
        if (resumes) {
            outgoing.acknowledged(ask.held(), ask.beyond(), host.now());
        }
    }

    /** Does as much as one flush may; when more is to be done, or {@link Outgoing#NEVER}. */
    long flush(long pauseNanos) {
        if (digest == StateDigest.NONE) {
            advanceDigest();
            return host.now() + pauseNanos;
        }
        return sendPieces(pauseNanos);
    }

    private void advanceDigest() {
        long end = Math.min(image.sizeBytes(), digested + MAX_FLUSH_DIGEST_BYTES);
        while (digested < end) {
            int length = (int) Math.min(CHUNK_BYTES, end - digested);
            soFar.add(image.read(digested, length));
            digested += length;
        }
        if (digested == image.sizeBytes()) {
            digest = soFar.value();
        }
    }

    private long sendPieces(long pauseNanos) {
        List<ProcessId> gone = new ArrayList<>();
        joiners.forEach((joiner, outgoing) -> {
            outgoing.timePassed(host.now());
            if (outgoing.isGivenUp()) {
                gone.add(joiner);
            }
        });
        gone.forEach(joiners::remove);
        int left = MAX_FLUSH_BYTES;
        boolean any = true;
        while (any && left > 0) {
            any = false;
            for (var each : joiners.entrySet()) {
                if (left > 0 && each.getValue().wantsToSend()) {
                    any = true;
                    left -= Math.max(
                            1,
                            each.getValue()
                                    .sendOne(host.now(), (offset, length) -> send(each.getKey(), offset, length)));
                }
            }
        }
        long due = any ? host.now() + pauseNanos : Outgoing.NEVER;
        for (Outgoing outgoing : joiners.values()) {
            due = Math.min(due, outgoing.deadline());
        }
        return due;
    }

    private void send(ProcessId joiner, long offset, int length) {
        host.send(
                joiner, new Packet.SnapshotPiece(view, digest, image.sizeBytes(), offset, image.read(offset, length)));
    }
}
