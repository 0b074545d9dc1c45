package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.HostCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The image of the real Toxiproxy server: pulled by name, else compiled from its Go module where there is a Go toolchain. */
final class ToxiproxyImage {
    private static final String VERSION = "2.12.0";
    private static final String MODULE = "github.com/Shopify/toxiproxy/v2";
    private static final long COMPILE_LIMIT_MILLIS = 400_000;
    /** The name of an image built here. */
    static final String BUILT = "maat/toxiproxy:" + VERSION + "-" + ContentHash.of("1", MODULE, VERSION);

    private final DockerClient client;
    private final Progress progress;

    ToxiproxyImage(DockerClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** As {@link ImageSupply#ensure}. */
    String ensure() {
        return new ImageSupply(client, progress).ensure(WantedImage.toxiproxy(), this::build);
    }

    private String build(String name) {
        Path go = HostCommand.find("go");
        if (go == null) {
            throw new EngineUnavailable(
                    "Toxiproxy's image cannot be pulled, and without a Go toolchain (go 1.23 or newer on"
                            + " the path) it cannot be built: install one, or load the image "
                            + ImageSettings.toxiproxy().name()
                            + " into the engine; runs on UDP need no Toxiproxy");
        }
        progress.note("compiling Toxiproxy " + VERSION + " (once, about half a minute)");
        try (WorkFolder work = WorkFolder.create("maat-toxiproxy")) {
            HostCommand.Outcome compiled = HostCommand.run(
                    COMPILE_LIMIT_MILLIS,
                    Map.of("CGO_ENABLED", "0", "GOBIN", work.path().toString(), "GOFLAGS", ""),
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
                    .add(work.path().resolve("server"), "/toxiproxy")
                    .build(
                            client,
                            name,
                            List.of(
                                    "EXPOSE 8474",
                                    "ENTRYPOINT [\"/toxiproxy\"]",
                                    "CMD [\"-host=0.0.0.0\"]",
                                    "LABEL dev.maat.image=toxiproxy"));
            progress.note("Toxiproxy image " + name + " is built");
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
