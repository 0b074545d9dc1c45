package dev.maat.engine.containers.needs;

import dev.maat.engine.containers.needs.Need.Subject;
import java.util.Locale;
import java.util.function.Function;

/**
 * An image that runs in containers need.
 *
 * @param setting the system property that names another
 * @param name of the image that is used, or pulled
 * @param chosen whether the user set it: then nothing is built in its place
 * @param builtName name of the image that is built on this machine where the default cannot be pulled
 * @param builtFrom what it is built from: "from the JDK that runs Maat"
 * @param obstacles to building it here
 */
record WantedImage(
        Subject subject,
        String setting,
        String name,
        boolean chosen,
        String builtName,
        String builtFrom,
        Function<Machine, Obstacle> obstacles) {
    /** For the nodes. */
    static WantedImage node() {
        return of(
                Subject.NODE_IMAGE,
                ImageSettings.node(),
                NodeImage.builtName(),
                "from the JDK that runs Maat",
                NodeImage::obstacle);
    }

    /** For the Toxiproxy server of runs over TCP. */
    static WantedImage toxiproxy() {
        return of(
                Subject.TOXIPROXY_IMAGE,
                ImageSettings.toxiproxy(),
                ToxiproxyImage.BUILT,
                "from its Go module",
                ToxiproxyImage::obstacle);
    }

    /** For the containers that set netfilter rules where the harness itself cannot. */
    static WantedImage helper() {
        return of(
                Subject.HELPER_IMAGE,
                ImageSettings.helper(),
                HelperImage.builtName(),
                "from this machine's nft or iptables",
                HelperImage::obstacle);
    }

    private static WantedImage of(
            Subject subject,
            ImageSettings set,
            String builtName,
            String builtFrom,
            Function<Machine, Obstacle> obstacles) {
        return new WantedImage(subject, set.property(), set.name(), set.chosen(), builtName, builtFrom, obstacles);
    }

    /** The reasons why it cannot be built on this machine. */
    Obstacle obstacle(Machine machine) {
        return obstacles.apply(machine);
    }

    /** The environment variable that names another. */
    String variable() {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
