package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.HostCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The image of the real Toxiproxy server: pulled by name, else compiled from its Go module where a Go toolchain is. */
final class ToxiproxyImage {
    private static final String VERSION = "2.12.0";
    private static final String MODULE = "github.com/Shopify/toxiproxy/v2";
    private static final long COMPILE_LIMIT_MILLIS = 400_000;
    /** The name under which an image built here is cached. */
    static final String BUILT = "maat/toxiproxy:" + VERSION + "-" + ContentHash.of("1", MODULE, VERSION);

    private final DockerClient client;
    private final Pull pull;
    private final Progress progress;

    ToxiproxyImage(DockerClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
        pull = new Pull(client, progress);
    }

    /**
     * The name of an image that is at the engine.
     *
     * @throws EngineUnavailable if there is none to be had, saying what to do
     */
    String ensure() {
        ImageSettings setting = ImageSettings.toxiproxy();
        if (pull.present(setting.name())) {
            return setting.name();
        }
        if (!setting.chosen() && pull.present(BUILT)) {
            return BUILT;
        }
        if (pull.presentOrPulled(setting.name())) {
            return setting.name();
        }
        if (setting.chosen()) {
            throw new EngineUnavailable("the Toxiproxy image that is set, " + setting.name()
                    + ", is not at the engine and cannot be pulled; unset maat.toxiproxy.image to have one built");
        }
        return build();
    }

    private String build() {
        Path go = HostCommand.find("go");
        if (go == null) {
            throw new EngineUnavailable(
                    "Toxiproxy's image cannot be pulled, and without a Go toolchain (go 1.23 or newer on"
                            + " the path) it cannot be built: install one, or load the image "
                            + ImageSettings.toxiproxy().name()
                            + " into the engine; runs on UDP need no Toxiproxy");
        }
        progress.note("compiling Toxiproxy " + VERSION + " (once, about half a minute)");
        Path work = null;
        try {
            work = Files.createTempDirectory("maat-toxiproxy");
            HostCommand.Outcome compiled = HostCommand.run(
                    COMPILE_LIMIT_MILLIS,
                    Map.of("CGO_ENABLED", "0", "GOBIN", work.toString(), "GOFLAGS", ""),
                    List.of(
                            go.toString(),
                            "install",
                            "-ldflags",
                            "-s -w -X " + MODULE + ".Version=" + VERSION,
                            MODULE + "/cmd/server@v" + VERSION));
            if (!compiled.succeeded()) {
                throw new EngineUnavailable("Toxiproxy could not be compiled: " + compiled.output());
            }
            new ScratchImage()
                    .add(work.resolve("server"), "/toxiproxy")
                    .build(
                            client,
                            BUILT,
                            List.of(
                                    "EXPOSE 8474",
                                    "ENTRYPOINT [\"/toxiproxy\"]",
                                    "CMD [\"-host=0.0.0.0\"]",
                                    "LABEL dev.maat.image=toxiproxy"));
            progress.note("Toxiproxy image " + BUILT + " is built");
            return BUILT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (work != null) {
                ScratchImage.deleteTree(work);
            }
        }
    }
}
