package dev.maat.checkers.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownMessagesTest {
    private static final int MESSAGES = 5_000;

    private final KnownMessages messages = new KnownMessages();

    @Test
    void aDeliveryOfASentPayloadIsTheSameMessageHoweverManyThereAre() {
        for (int number = 1; number <= MESSAGES; number++) {
            messages.sent(id(number), Payloads.encode(id(number), 64));
        }

        for (int number = 1; number <= MESSAGES; number++) {
            MessageReader.Message first = messages.read(Payloads.encode(id(number), 64));
            MessageReader.Message second = messages.read(Payloads.encode(id(number), 64));
            assertThat(first).isSameAs(second);
            assertThat(first.id).isEqualTo(id(number));
        }
    }

    @Test
    void aPayloadWithAKnownIdAndOtherBytesIsReadAfresh() {
        messages.sent(id(1), Payloads.encode(id(1), 64));
        byte[] altered = Payloads.encode(id(1), 64);
        altered[63] ^= 1;

        MessageReader.Message read = messages.read(altered);

        assertThat(read.id).isEqualTo(id(1));
        assertThat(read.hash).isEqualTo(Payloads.fnv(altered));
    }

    private static String id(int number) {
        return "n1.0:" + number;
    }
}
