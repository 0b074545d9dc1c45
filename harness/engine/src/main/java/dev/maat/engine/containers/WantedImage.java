package dev.maat.engine.containers;

import java.util.List;

/**
 * An image that runs on containers need.
 *
 * @param subject the image's purpose, in two words
 * @param setting the system property that names another; with dots as underscores and in capitals, the environment variable
 * @param name of the image that is used, or pulled
 * @param chosen whether the user set it: then nothing is built in its place
 * @param builtName name of the image that is built on this machine where the default cannot be pulled
 * @param builtFrom programs that building needs
 */
public record WantedImage(
        String subject, String setting, String name, boolean chosen, String builtName, List<String> builtFrom) {
    /** For the nodes. */
    public static WantedImage node() {
        return of("node image", ImageSettings.node(), NodeImage.builtName(), "busybox");
    }

    /** For the Toxiproxy server of runs over TCP. */
    public static WantedImage toxiproxy() {
        return of("Toxiproxy image", ImageSettings.toxiproxy(), ToxiproxyImage.BUILT, "go");
    }

    /** For the containers that set netfilter rules where the harness itself cannot. */
    static WantedImage helper() {
        return of("helper image", ImageSettings.helper(), HelperImage.builtName(), "nft", "busybox");
    }

    private static WantedImage of(String subject, ImageSettings set, String builtName, String... builtFrom) {
        return new WantedImage(subject, set.property(), set.name(), set.chosen(), builtName, List.of(builtFrom));
    }
}
