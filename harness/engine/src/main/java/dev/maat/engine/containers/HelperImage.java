package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.HostCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The image of the helper containers that set netfilter rules where the harness is not root on the engine's host: pulled by
 * name, else built from this machine's own {@code nft}.
 */
final class HelperImage {
    private static final String RECIPE = "1";
    private static final long VERSION_LIMIT_MILLIS = 10_000;

    private final DockerClient client;
    private final Progress progress;

    HelperImage(DockerClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** As {@link ImageSupply#ensure}. */
    String ensure() {
        return new ImageSupply(client, progress).ensure(WantedImage.helper(), this::build);
    }

    /** The name of an image built here: it changes with this machine's {@code nft}. */
    static String builtName() {
        Path nft = HostCommand.find("nft");
        String version = nft == null
                ? ""
                : HostCommand.run(VERSION_LIMIT_MILLIS, List.of(nft.toString(), "-v"))
                        .output();
        return "maat/helper:" + ContentHash.of(RECIPE, version);
    }

    private String build(String name) {
        Path nft = HostCommand.find("nft");
        if (nft == null) {
            throw new EngineUnavailable(
                    "the helper image " + ImageSettings.helper().name()
                            + " cannot be pulled, and nft is not installed here to build one: install nftables, run as root on the"
                            + " engine's host, or name an image that has nft with maat.helper.image");
        }
        progress.note("building helper image " + name);
        Path busybox = HostCommand.find("busybox");
        if (busybox == null) {
            throw new EngineUnavailable("the helper image cannot be built without busybox: install busybox-static");
        }
        try {
            ScratchImage image = new ScratchImage()
                    .add(nft, "/usr/sbin/nft")
                    .addLibrariesOf(nft)
                    .add(busybox, "/bin/busybox")
                    .link("/bin/sh", "busybox")
                    .link("/bin/sleep", "busybox")
                    .link("/bin/cat", "busybox");
            Path tc = HostCommand.find("tc");
            if (tc != null) {
                image.add(tc, "/usr/sbin/tc").addLibrariesOf(tc);
            }
            image.build(client, name, List.of("ENV PATH=/usr/sbin:/bin", "LABEL dev.maat.image=helper"));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
