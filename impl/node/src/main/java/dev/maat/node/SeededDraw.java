package dev.maat.node;

import dev.maat.contract.Draw;
import java.nio.charset.StandardCharsets;

/** The randomness of one process: a hash of seed, process, stream and occasion. */
public final class SeededDraw implements Draw {
    private final long key;

    public SeededDraw(long seed, String process) {
        this.key = mix(seed ^ hash(process));
    }

    @Override
    public long draw(String stream, long a, long b) {
        return mix(mix(mix(key ^ hash(stream)) + a) + b);
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
