package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import java.util.function.UnaryOperator;

/** Brings the images that a run needs to the engine: pulled by name, else built on this machine and kept there. */
final class ImageSupply {
    private final Pull pull;

    ImageSupply(DockerClient client, Progress progress) {
        pull = new Pull(client, progress);
    }

    /**
     * The name of an image that is at the engine. An image that the user set is pulled or fails. In place of a default, one
     * that was built earlier is taken before a registry is asked.
     *
     * @param build builds an image under the name given and returns the name
     * @throws EngineUnavailable if no such image is available; the message says what to do
     */
    String ensure(WantedImage wanted, UnaryOperator<String> build) {
        if (pull.isPresent(wanted.name())) {
            return wanted.name();
        }
        if (!wanted.chosen() && pull.isPresent(wanted.builtName())) {
            return wanted.builtName();
        }
        if (pull.isPresentOrPulled(wanted.name())) {
            return wanted.name();
        }
        if (wanted.chosen()) {
            throw new EngineUnavailable("the " + wanted.subject().words() + " that is set, " + wanted.name()
                    + ", is not at the engine and cannot be pulled; unset " + wanted.setting() + " to have one built");
        }
        String name = wanted.builtName();
        // Another run may build it while this one waits.
        return BuildTurn.await(name, () -> pull.isPresent(name) ? name : build.apply(name));
    }
}
