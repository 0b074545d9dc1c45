package dev.maat.engine.containers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which images a run uses. Each is a system property or, with dots as underscores and in capitals, an environment variable:
 * {@code maat.node.image} ({@code MAAT_NODE_IMAGE}), {@code maat.toxiproxy.image}, {@code maat.helper.image}. What is set is
 * used or fails; a default that cannot be pulled is built on this machine instead.
 *
 * @param name of the image
 * @param chosen whether the user set it
 */
record ImageSettings(String name, boolean chosen) {
    static final String NODE = "maat.node.image";
    static final String TOXIPROXY = "maat.toxiproxy.image";
    private static final String HELPER = "maat.helper.image";

    static ImageSettings node() {
        return of(NODE, "eclipse-temurin:21-jre");
    }

    static ImageSettings toxiproxy() {
        return of(TOXIPROXY, "ghcr.io/shopify/toxiproxy:2.12.0");
    }

    /** Needs {@code nft} and, for delays on kernels that have netem, {@code tc}. */
    static ImageSettings helper() {
        return of(HELPER, "nicolaka/netshoot:v0.14");
    }

    private static ImageSettings of(String property, String byDefault) {
        String set = value(property);
        return set == null ? new ImageSettings(byDefault, false) : new ImageSettings(set, true);
    }

    private static @Nullable String value(String property) {
        String set = System.getProperty(property);
        if (set == null) {
            set = System.getenv(property.replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return set == null || set.isBlank() ? null : set;
    }
}
