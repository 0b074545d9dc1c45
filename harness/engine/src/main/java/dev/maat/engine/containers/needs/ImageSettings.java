package dev.maat.engine.containers.needs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The image that a run uses for one purpose. Each is a system property or, with dots as underscores and in capitals, an environment
 * variable: {@code maat.node.image} ({@code MAAT_NODE_IMAGE}), {@code maat.toxiproxy.image}, {@code maat.helper.image}. An image
 * that is set is used or the run fails; a default that cannot be pulled is built on this machine instead.
 *
 * @param property that sets it
 * @param name of the image
 * @param chosen whether the user set it
 */
record ImageSettings(String property, String name, boolean chosen) {
    static ImageSettings node() {
        return of("maat.node.image", "eclipse-temurin:21-jre");
    }

    static ImageSettings toxiproxy() {
        return of("maat.toxiproxy.image", "ghcr.io/shopify/toxiproxy:2.12.0");
    }

    /** Needs {@code sleep}, and {@code nft} or {@code iptables} with {@code sh}. */
    static ImageSettings helper() {
        return of("maat.helper.image", "nicolaka/netshoot:v0.14");
    }

    private static ImageSettings of(String property, String byDefault) {
        String set = value(property);
        return new ImageSettings(property, set == null ? byDefault : set, set != null);
    }

    private static @Nullable String value(String property) {
        String set = System.getProperty(property);
        if (set == null) {
            set = System.getenv(property.replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return set == null || set.isBlank() ? null : set;
    }
}
