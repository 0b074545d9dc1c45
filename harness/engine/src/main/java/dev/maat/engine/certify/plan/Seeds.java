package dev.maat.engine.certify.plan;

import dev.maat.engine.bundle.Digests;
import java.util.ArrayList;
import java.util.List;

/**
 * The seeds of a plan. Seed {@code i} of a share is the first 13 hexadecimal digits of SHA-256 over the text {@code
 * "maat-seed MASTER SOURCE DEPLOYMENT TRANSPORT I"}, so any program can compute it, and JSON numbers hold it exactly.
 */
public final class Seeds {
    private static final int HEX_DIGITS = 13;
    private static final int HEX = 16;

    private Seeds() {}

    /** The seed of run {@code index} of a share, from 0. */
    static long of(long master, String source, String deployment, String transport, int index) {
        String text = String.join(
                " ", "maat-seed", Long.toString(master), source, deployment, transport, Integer.toString(index));
        return Long.parseLong(Digests.of(text).substring(0, HEX_DIGITS), HEX);
    }

    /** The first seeds of a share. */
    public static List<Long> first(int count, long master, String source, String deployment, String transport) {
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seeds.add(of(master, source, deployment, transport, i));
        }
        return seeds;
    }
}
