package dev.maat.reference.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The targets of the fuzzer, for a moment and on random scripts. */
class HostilePacketsTest {
    private static final int MAX_SCRIPT_BYTES = 1_500;

    private static byte[] script(long seed) {
        Random random = new Random(seed);
        byte[] script = new byte[random.nextInt(MAX_SCRIPT_BYTES)];
        random.nextBytes(script);
        return script;
    }

    @Property(tries = 300)
    void aMemberUnderAttackNeitherThrowsNorDeliversWhatNobodySentNorOutgrowsItsBuffers(@ForAll long seed) {
        assertThat(MemberFuzzer.attack(script(seed))).isBetween(0, 256);
    }

    @Property(tries = 1_000)
    void bytesAreReadWithoutAnException(@ForAll long seed) {
        assertThat(CodecFuzzer.read(script(seed))).isPositive();
    }
}
