package dev.maat.reference.driver;

import dev.maat.reference.ReferenceCore;
import dev.maat.reference.parts.ReferenceParts;
import java.util.Map;

/** A long hunt by hand: {@code Hunt ORDERING FIRST_SEED RUNS}; prints each seed that fails. */
public final class Hunt {
    private Hunt() {}

    public static void main(String[] args) {
        Map<String, String> options = Map.of("ordering", args[0]);
        long first = Long.parseLong(args[1]);
        long runs = Long.parseLong(args[2]);
        long views = 0;
        long lively = 0;
        long excluded = 0;
        long failed = 0;
        for (long seed = first; seed < first + runs; seed++) {
            try {
                Chaos.Report report =
                        new Chaos(seed, () -> new ReferenceCore(ReferenceParts.STANDARD, options), options).run();
                views += report.views;
                lively += report.lively ? 1 : 0;
                excluded += report.excluded;
            } catch (AssertionError e) {
                failed++;
                if (failed <= 10) {
                    System.out.println(args[0] + " " + e.getMessage());
                }
            }
        }
        System.out.printf(
                "%s from %d: %d runs, %d failed, %d lively, %d installs, %d excluded%n",
                args[0], first, runs, failed, lively, views, excluded);
    }
}
