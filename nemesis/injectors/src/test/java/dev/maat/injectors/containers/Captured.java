package dev.maat.injectors.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Output of the real programs: {@code nft} 1.0 and {@code iptables} 1.8 in a namespace with traffic, Toxiproxy 2.12 under a running group. */
final class Captured {
    private Captured() {}

    static String text(String name) {
        try (InputStream in = Captured.class.getResourceAsStream("/captured/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
