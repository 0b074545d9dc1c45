package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.HostCommand;
import dev.maat.injectors.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image of the real Toxiproxy server: pulled by name, else compiled from its Go module where there is a Go toolchain. */
final class ToxiproxyImage {
    private static final String VERSION = "2.12.0";
    private static final String MODULE = "github.com/Shopify/toxiproxy/v2";
    private static final Pattern GO_VERSION = Pattern.compile("\\bgo1\\.(\\d+)");
    private static final int MIN_GO_MINOR = 23;
    private static final long MODULE_LIMIT_MILLIS = 8_000;
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

    /** The reasons why it cannot be built here. The Go toolchain is asked whether it gets the module. */
    static Obstacle obstacle(Machine machine) {
        Path go = machine.programs().find("go");
        String version = go == null ? "" : machine.answer(go, "version").orElse("");
        Matcher minor = GO_VERSION.matcher(version);
        if (go == null || !minor.find() || Integer.parseInt(minor.group(1)) < MIN_GO_MINOR) {
            return new Obstacle(
                    List.of(),
                    (version.isEmpty() ? "there is no Go toolchain" : "'" + version + "' is too old")
                            + " (install Go 1." + MIN_GO_MINOR + " or newer from https://go.dev/dl)");
        }
        HostCommand.Outcome module = HostCommand.run(
                MODULE_LIMIT_MILLIS,
                Map.of("GOFLAGS", ""),
                List.of(go.toString(), "list", "-m", MODULE + "@v" + VERSION));
        return module.succeeded()
                ? Obstacle.NONE
                : new Obstacle(
                        List.of(),
                        "Go does not get its module (set GOPROXY to a proxy that answers): "
                                + module.output().strip().replaceAll("\\s+", " "));
    }

    private String build(String name) {
        Path go = Programs.here().find("go");
        if (go == null) {
            throw new EngineUnavailable("Toxiproxy's image cannot be pulled, and none can be built: "
                    + obstacle(Machine.here()).words() + "; runs on UDP need no Toxiproxy");
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
