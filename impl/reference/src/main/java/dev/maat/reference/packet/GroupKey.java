package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A number and an HMAC-SHA-256 of all before it (RFC 2104), cut to 16 bytes: half of the hash, the least that section 5 of the RFC
 * recommends. The key of a generation is the HMAC of the generation's name under the group's key, so that no packet of one
 * generation is sealed for another.
 *
 * <p>Each process numbers its packets from 1, and a receiver takes each number of a process once (as RFC 4303, section 3.4.3, does with a
 * sliding window). A process is never numbered anew: after a restart it is another incarnation. So a recorded packet that somebody sends
 * again, in the same view or a later one, is dropped. A receiver that was started after the recording has no window yet: once, it may take a
 * recorded packet for the sign of life of a process that is dead. What the packet says is about a view that the receiver was not in, and is
 * dropped by its subject.
 *
 * <p>Payloads are not encrypted. A holder of the key is trusted, whatever name it takes.
 */
public final class GroupKey implements Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NUMBER_BYTES = 8;
    private static final int TAG_BYTES = 16;

    /** Processes whose packets are told apart from repeated ones; the one silent longest makes room. */
    static final int MAX_SENDERS = 4 * PacketCodec.MAX_MEMBERS;

    private final Mac mac;
    private final byte[] whole;
    /** The one that was heard last is last. */
    private final Map<ProcessId, ReplayWindow> windows = new LinkedHashMap<>(16, 0.75f, true);

    private long sealed;

    private GroupKey(Mac mac) {
        this.mac = mac;
        this.whole = new byte[mac.getMacLength()];
    }

    /** The seal of a process of that generation. */
    public static GroupKey of(byte[] key, String generation) {
        byte[] derived = mac(key).doFinal(generation.getBytes(StandardCharsets.UTF_8));
        return new GroupKey(mac(derived));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java has no " + ALGORITHM + ", which every Java platform must have", e);
        }
    }

    @Override
    public int bytes() {
        return NUMBER_BYTES + TAG_BYTES;
    }

    @Override
    public void close(ByteBuffer packet) {
        sealed++;
        packet.putLong(packet.limit() - bytes(), sealed);
        int at = packet.limit() - TAG_BYTES;
        tag(packet.slice(0, at));
        packet.put(at, whole, 0, TAG_BYTES);
    }

    /** Takes as long for a tag that is nearly right as for one that is wrong. */
    @Override
    public boolean isIntact(ByteBuffer packet) {
        int at = packet.limit() - TAG_BYTES;
        tag(packet.duplicate().limit(at));
        int difference = 0;
        for (int i = 0; i < TAG_BYTES; i++) {
            difference |= whole[i] ^ packet.get(at + i);
        }
        return difference == 0;
    }

    @Override
    public boolean isFresh(ProcessId sender, ByteBuffer packet) {
        ReplayWindow window = windows.get(sender);
        if (window == null) {
            makeRoom();
            window = new ReplayWindow();
            windows.put(sender, window);
        }
        return window.isFirst(packet.getLong(packet.limit() - bytes()));
    }

    private void tag(ByteBuffer covered) {
        try {
            mac.update(covered);
            mac.doFinal(whole, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeRoom() {
        if (windows.size() >= MAX_SENDERS) {
            Iterator<ProcessId> longest = windows.keySet().iterator();
            longest.next();
            longest.remove();
        }
    }

    @Override
    public String toString() {
        return "a group key";
    }
}
