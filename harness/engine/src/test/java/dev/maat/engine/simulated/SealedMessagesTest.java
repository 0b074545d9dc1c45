package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.simulated.SealedMessages.ForgedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedMessagesTest {
    private final byte[] key = SealedMessages.newKey();
    private final SealedMessages writer = new SealedMessages(key);
    private final SealedMessages reader = new SealedMessages(key);

    private byte[] written(int... message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(bytes(message), out);
        return out.toByteArray();
    }

    private static byte[] bytes(int... message) {
        byte[] bytes = new byte[message.length];
        for (int i = 0; i < message.length; i++) {
            bytes[i] = (byte) message[i];
        }
        return bytes;
    }

    private byte[] read(byte[] bytes) throws IOException {
        return reader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void messagesArriveInTheirOrderAndAnUnfinishedOneIsTheEnd() throws IOException {
        assertThat(read(written(1, 2, 3))).containsExactly(1, 2, 3);
        assertThat(read(written())).isEmpty();
        byte[] third = written(4);

        assertThat(read(Arrays.copyOf(third, third.length - 1))).isNull();
        assertThat(read(new byte[0])).isNull();
    }

    @Test
    void everyAlteredByteIsNoticed() throws IOException {
        byte[] message = written(1, 2, 3);
        for (int i = Integer.BYTES; i < message.length; i++) {
            byte[] altered = message.clone();
            altered[i] ^= 1;
            SealedMessages fresh = new SealedMessages(key);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(altered));
            assertThatThrownBy(() -> fresh.read(in)).isInstanceOf(ForgedException.class);
        }
    }

    @Test
    void aRepeatedOrALostMessageIsNoticed() throws IOException {
        byte[] first = written(1);
        byte[] second = written(2);
        assertThatThrownBy(() -> read(second)).isInstanceOf(ForgedException.class);

        SealedMessages fresh = new SealedMessages(key);
        assertThat(fresh.read(new DataInputStream(new ByteArrayInputStream(first))))
                .containsExactly(1);
        assertThatThrownBy(() -> fresh.read(new DataInputStream(new ByteArrayInputStream(first))))
                .isInstanceOf(ForgedException.class);
    }

    @Test
    void bytesOfAStrangerAreNoticed() {
        assertThatThrownBy(() -> read("Edev/null, or whatever a stranger writes into a pipe".getBytes()))
                .isInstanceOf(ForgedException.class);
    }
}
