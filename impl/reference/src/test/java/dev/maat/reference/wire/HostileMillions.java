package dev.maat.reference.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * As many hostile inputs as {@code maat.hostile} says, drawn and not guided: half to the codec, half to members. Its name keeps it out of the
 * ordinary build; {@code mvn -Pfuzz} runs it.
 */
class HostileMillions {
    private static final int MAX_SCRIPT_BYTES = 1_500;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long inputs = Long.getLong("maat.hostile", 1_000_000);
    private final long seed = Long.getLong("maat.hostileSeed", 1);

    @FunctionalInterface
    private interface Target {
        int attack(byte[] script);
    }

    @Test
    void theCodecReadsThemWithoutAnException() {
        run("codec", CodecFuzzer::read);
    }

    @Test
    void membersTakeThemWithoutAnException() {
        run("members", MemberFuzzer::attack);
    }

    private void run(String what, Target target) {
        long start = System.nanoTime();
        long count = 0;
        for (long number = 0; count < inputs / 2; number++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L + number);
            byte[] script = new byte[random.nextInt(MAX_SCRIPT_BYTES)];
            random.nextBytes(script);
            try {
                count += target.attack(script);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("maat.hostileSeed " + seed + ", number " + number + ": " + e, e);
            }
        }
        long seconds = Math.max(1, (System.nanoTime() - start) / NANOS_PER_SECOND);
        System.out.println(what + ": " + count + " hostile inputs, " + count / seconds + " a second");
        assertThat(count).isGreaterThanOrEqualTo(inputs / 2);
    }
}
