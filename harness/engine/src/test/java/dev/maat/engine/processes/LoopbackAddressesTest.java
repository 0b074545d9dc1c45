package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {
    private static LoopbackAddresses draw() throws Exception {
        return LoopbackAddresses.draw(List.of("n1", "n2"), new SplittableRandom(7));
    }

    @Test
    void aBlockInWhichAProgramListensIsNotDrawn() throws Exception {
        LoopbackAddresses first = draw();
        for (InetSocketAddress taken :
                List.of(first.control("n2"), first.group().get("n2"))) {
            try (ServerSocket other = new ServerSocket()) {
                other.bind(taken);
                assertThat(draw().block()).as(taken.toString()).isNotEqualTo(first.block());
            }
        }
    }
}
