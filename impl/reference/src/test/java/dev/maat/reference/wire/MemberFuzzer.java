package dev.maat.reference.wire;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.GroupKey;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Seal;
import dev.maat.reference.packet.Tags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attacks a member of a running group. An input is a script: which packets reach the member, and what the group does meanwhile. Without a key
 * of the group the attacker seals what he makes, so that it passes the checksum; with one, he has another key.
 *
 * <p>No step of the member throws or has more effects than a bound, and its buffers keep theirs. What is not sealed for the group is dropped
 * and has no effect; where nobody forged a seal, only what a member has sent is delivered.
 */
public final class MemberFuzzer {
    private static final List<String> ORDERINGS = List.of("fifo", "causal", "total", "agreed");
    private static final List<String> DELIVERIES = List.of("plain", "uniform");
    private static final List<String> RELIABILITIES = List.of("nack", "ack", "tree");
    private static final String KEY =
            Base64.getEncoder().encodeToString("the key of the group".getBytes(StandardCharsets.UTF_8));
    private static final byte[] ATTACKERS_KEY = "the key of an attacker".getBytes(StandardCharsets.UTF_8);
    private static final int MAX_PACKET_BYTES = 1_400;
    private static final int MAX_PACKETS = 256;
    private static final long MAX_RUN_MILLIS = 4_000;

    private static long packets;

    private final Script script;
    private final boolean keyed;
    private final Trio trio;
    private final Seal seal;
    private final DrawnPackets drawn;
    private long millis;

    private MemberFuzzer(Script script) {
        this.script = script;
        this.keyed = script.flag();
        Map<String, String> options = Map.of(
                "ordering", ORDERINGS.get(script.below(ORDERINGS.size())),
                "delivery", DELIVERIES.get(script.below(DELIVERIES.size())),
                "reliability", RELIABILITIES.get(script.below(RELIABILITIES.size())));
        this.trio = new Trio(keyed ? with(options) : options, Trio.SMALL);
        this.seal = keyed ? GroupKey.of(ATTACKERS_KEY, Trio.GENERATION) : new Checksum();
        trio.run(120);
        trio.multicast(0, "a");
        trio.multicast(1, "b");
        trio.multicast(2, "c".repeat(3_000));
        this.drawn = new DrawnPackets(script, trio.views);
    }

    private static Map<String, String> with(Map<String, String> options) {
        Map<String, String> all = new TreeMap<>(options);
        all.put("groupKey", KEY);
        return all;
    }

    /** The target of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        attack(input);
    }

    /** Called by the fuzzer at its end. */
    public static void fuzzerTearDown() {
        System.err.println("MemberFuzzer: " + packets + " hostile packets, multicasts and waits");
    }

    /** Plays the script; how many packets it had. */
    static int attack(byte[] input) {
        int count = new MemberFuzzer(new Script(input)).play();
        packets += count;
        return count;
    }

    private int play() {
        int count = 0;
        while (script.goesOn() && count < MAX_PACKETS) {
            switch (script.below(8)) {
                case 0 -> timePasses();
                case 1 -> trio.multicast(script.below(3), "m" + script.below(8));
                case 2 -> unsealed(sender(), script.bytes(64));
                case 3 -> unsealed(sender(), mutated());
                case 4 -> again();
                case 5 -> resealed(mutated());
                default -> drawn();
            }
            count++;
        }
        trio.run(30);
        if (script.flag()) {
            trio.leave(Trio.ATTACKED);
        }
        trio.run(600);
        return count;
    }

    private void timePasses() {
        long next = 1 + script.below(200);
        if (millis + next <= MAX_RUN_MILLIS) {
            millis += next;
            trio.run(next);
        }
    }

    private String sender() {
        return "n" + (2 + script.below(4));
    }

    /** A recorded packet with some bytes changed, cut or added. */
    private byte[] mutated() {
        byte[] bytes = recorded().bytes().clone();
        for (int i = 1 + script.below(4); i > 0; i--) {
            bytes[(script.u8() << 8 | script.u8()) % bytes.length] = (byte) script.u8();
        }
        return script.below(4) == 0 ? Arrays.copyOf(bytes, 1 + script.below(bytes.length + 8)) : bytes;
    }

    private Trio.Sent recorded() {
        return trio.recorded.get((script.u8() << 8 | script.u8()) % trio.recorded.size());
    }

    /** Bytes without a seal of their own: dropped, unless they happen to have one. */
    private void unsealed(String from, byte[] bytes) {
        if (!keyed && bytes.length > seal.bytes() && seal.isIntact(ByteBuffer.wrap(bytes))) {
            trio.forged = true;
            trio.attack(from, bytes);
        } else {
            isDropped(from, bytes);
        }
    }

    /** A recorded packet as it was. The group without a key may take it, and delivers nothing by it that was not sent. */
    private void again() {
        Trio.Sent sent = recorded();
        String from = "n" + (sent.from() + 1);
        if (keyed) {
            isDropped(from, sent.bytes().clone());
        } else {
            trio.attack(from, sent.bytes().clone());
        }
    }

    private void resealed(byte[] bytes) {
        if (bytes.length > seal.bytes()) {
            seal.close(ByteBuffer.wrap(bytes));
            sealed(sender(), bytes);
        }
    }

    private void drawn() {
        ProcessId sender = drawn.process();
        Envelope envelope = new Envelope(Tags.of(Trio.GENERATION), sender, drawn.view(), drawn.packet());
        for (byte[] bytes : PacketCodec.encode(envelope, MAX_PACKET_BYTES, seal)) {
            sealed(sender.node(), bytes);
        }
    }

    private void sealed(String from, byte[] bytes) {
        if (keyed) {
            isDropped(from, bytes);
        } else {
            trio.forged = true;
            trio.attack(from, bytes);
        }
    }

    private void isDropped(String from, byte[] bytes) {
        long before = trio.dropped();
        int effects = trio.attack(from, bytes);
        if (effects != 0 || trio.dropped() != before + (trio.ended ? 0 : 1)) {
            throw new AssertionError(
                    "not dropped: " + bytes.length + " bytes from " + from + ", " + effects + " effects");
        }
    }
}
