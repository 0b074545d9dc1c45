package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class VarintsTest {
    /** Reads numbers as the page does: 7 bits at a time, in a double, which is exact to 53 bits. */
    private static final class PageReader {
        private final byte[] bytes;
        private int at;

        PageReader(byte[] bytes) {
            this.bytes = bytes;
        }

        double unsigned() {
            double value = 0;
            double scale = 1;
            while (true) {
                int next = bytes[at++] & 0xff;
                value += (next & 0x7f) * scale;
                if (next < 0x80) {
                    return value;
                }
                scale *= 128;
            }
        }

        double signed() {
            double value = unsigned();
            return value % 2 == 0 ? value / 2 : -(value + 1) / 2;
        }
    }

    @Property(tries = 200)
    void thePageReadsTheNumbersThatWereWritten(@ForAll List<@LongRange(min = -(1L << 51), max = 1L << 51) Long> numbers)
            throws IOException {
        Varints written = new Varints();
        for (long number : numbers) {
            written.signed(number);
            written.unsigned(Math.abs(number));
        }

        byte[] packed = Base64.getDecoder().decode(written.packed());
        PageReader reader = new PageReader(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        for (long number : numbers) {
            assertThat(reader.signed()).isEqualTo(number);
            assertThat(reader.unsigned()).isEqualTo(Math.abs(number));
        }
    }
}
