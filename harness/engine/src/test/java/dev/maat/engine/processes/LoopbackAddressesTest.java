package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {
    private static LoopbackAddresses draw() throws Exception {
        return LoopbackAddresses.draw(List.of("n1", "n2"), new SplittableRandom(7));
    }

    private static String drawnBlock() throws Exception {
        try (LoopbackAddresses drawn = draw()) {
            return drawn.block();
        }
    }

    @Test
    void aBlockInWhichAProgramListensIsNotDrawn() throws Exception {
        LoopbackAddresses first = draw();
        first.close();
        for (InetSocketAddress taken :
                List.of(first.control("n2"), first.group().get("n2"))) {
            try (ServerSocket other = new ServerSocket()) {
                other.bind(taken);
                assertThat(drawnBlock()).as(taken.toString()).isNotEqualTo(first.block());
            }
        }
    }

    @Test
    void theBlockOfARunIsNotDrawnWhileNoneOfItsNodesIsUp() throws Exception {
        String block;
        try (LoopbackAddresses first = draw()) {
            block = first.block();
            assertThat(drawnBlock()).isNotEqualTo(block);
        }

        assertThat(drawnBlock()).as("given up").isEqualTo(block);
    }

    @Test
    void aPortThatNoRunNeedsMayBeInUse() throws Exception {
        LoopbackAddresses first = draw();
        first.close();
        InetSocketAddress unused = new InetSocketAddress(first.block() + ".254", 7000);
        try (DatagramSocket other = new DatagramSocket(unused)) {
            assertThat(drawnBlock())
                    .as(other.getLocalSocketAddress().toString())
                    .isEqualTo(first.block());
        }
    }
}
