package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;

/**
 * Brings the images of a run to the engine and returns their names. An image that is not there is pulled, or built on this machine. Each
 * method throws {@link EngineUnavailable} where neither is possible.
 */
public final class EngineImages {
    private final DockerClient client;
    private final Progress progress;

    public EngineImages(DockerClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** The image of a node that loads an implementation's provider. */
    public String node() {
        return new NodeImage(client, progress).ensure();
    }

    /** An implementation's own image, which its manifest names; nobody else can build it. */
    public String ofManifest(String image, String implementation) {
        if (!new Pull(client, progress).isPresentOrPulled(image)) {
            throw new EngineUnavailable("the image that the manifest of " + implementation + " names, " + image
                    + ", is not at the engine and cannot be pulled; build it there");
        }
        return image;
    }

    /** The image of the Toxiproxy server. */
    public String toxiproxy() {
        return new ToxiproxyImage(client, progress).ensure();
    }

    /** The image of the helper containers that set netfilter rules. */
    public String helper() {
        return new HelperImage(client, progress).ensure();
    }
}
