package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.HostCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The image that node containers run on: a public Java runtime by name; where it cannot be pulled, one built from the JDK
 * that runs this process and the C libraries that it is linked to. It holds no shell: a node is one JVM, and nothing else runs there.
 */
final class NodeImage {
    /** All of Java SE: an implementation's needs are not known here. */
    private static final String MODULES = "java.se,jdk.unsupported,jdk.net,jdk.crypto.ec,jdk.management,jdk.zipfs";

    private static final long JLINK_LIMIT_MILLIS = 300_000;
    private static final long DUMP_LIMIT_MILLIS = 120_000;
    /** Counted up when the image's contents change. */
    private static final String RECIPE = "2";

    private final DockerClient client;
    private final Progress progress;

    NodeImage(DockerClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** As {@link ImageSupply#ensure}. */
    String ensure() {
        return new ImageSupply(client, progress).ensure(WantedImage.node(), this::build);
    }

    /** The name of an image built here: it changes with the JDK. */
    static String builtName() {
        Path release = javaHome().resolve("release");
        try {
            String runtime = Files.exists(release)
                    ? Files.readString(release)
                    : Runtime.version().toString();
            return "maat/node:" + ContentHash.of(RECIPE, MODULES, runtime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String build(String name) {
        Obstacle obstacle = obstacle(Machine.here());
        if (!obstacle.isNone()) {
            throw new EngineUnavailable(
                    "no Java image can be pulled, and none can be built: " + obstacle.words(),
                    "or name an image at the engine with maat.node.image",
                    null);
        }
        progress.note("building node image " + name + " from the running JDK "
                + Runtime.version().feature() + " (once, about half a minute)");
        try (WorkFolder work = WorkFolder.create("maat-node-image")) {
            Path runtime = link(work.path().resolve("java"));
            ScratchImage image = new ScratchImage().addTree(runtime, "/opt/java");
            addLibraries(image, runtime);
            image.link("/usr/bin/java", "/opt/java/bin/java");
            image.build(
                    client,
                    name,
                    List.of(
                            "ENV PATH=/opt/java/bin:/usr/bin:/bin JAVA_HOME=/opt/java LANG=C.UTF-8",
                            "LABEL dev.maat.image=node"));
            progress.note("node image " + name + " is built");
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path link(Path target) {
        HostCommand.Outcome linked = HostCommand.run(
                JLINK_LIMIT_MILLIS,
                List.of(
                        jlink().toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-man-pages",
                        "--no-header-files",
                        "--output",
                        target.toString()));
        if (!linked.succeeded()) {
            throw new EngineUnavailable("jlink could not make a runtime for the node image: " + linked.output());
        }
        // jlink writes no archive of loaded classes; without it each JVM starts three times slower.
        HostCommand.run(
                DUMP_LIMIT_MILLIS, List.of(target.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-Xshare:dump"));
        return target;
    }

    private static void addLibraries(ScratchImage image, Path runtime) throws IOException {
        image.addLibrariesOf(runtime.resolve("bin/java"));
        try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
            for (Path library :
                    files.filter(file -> file.toString().endsWith(".so")).toList()) {
                image.addLibrariesOf(library);
            }
        }
        image.removeBelow(runtime);
    }

    /** The reasons why it cannot be built here. */
    static Obstacle obstacle(Machine machine) {
        return new Obstacle(
                machine.programs().lacking("ldd"),
                Files.isExecutable(jlink())
                        ? ""
                        : javaHome() + " has no jlink (set JAVA_HOME to a whole JDK, such as openjdk-21-jdk-headless)");
    }

    private static Path jlink() {
        return javaHome().resolve("bin/jlink");
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }
}
