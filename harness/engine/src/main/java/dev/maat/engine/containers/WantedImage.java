package dev.maat.engine.containers;

import java.util.List;

/**
 * An image that runs on containers need.
 *
 * @param subject what it is for, in two words
 * @param setting the system property that names another; with dots as underscores and in capitals, the environment variable
 * @param name that is used, or pulled
 * @param chosen whether the user set it: then nothing is built in its stead
 * @param builtName name of the one that is built on this machine where the default cannot be pulled
 * @param builtFrom programs that building takes
 */
public record WantedImage(
        String subject, String setting, String name, boolean chosen, String builtName, List<String> builtFrom) {
    /** What nodes run on. */
    public static WantedImage node() {
        ImageSettings setting = ImageSettings.node();
        return new WantedImage(
                "node image",
                ImageSettings.NODE,
                setting.name(),
                setting.chosen(),
                NodeImage.builtName(),
                List.of("busybox"));
    }

    /** The Toxiproxy server, for runs over TCP. */
    public static WantedImage toxiproxy() {
        ImageSettings setting = ImageSettings.toxiproxy();
        return new WantedImage(
                "Toxiproxy image",
                ImageSettings.TOXIPROXY,
                setting.name(),
                setting.chosen(),
                ToxiproxyImage.BUILT,
                List.of("go"));
    }
}
