package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.HostCommand;
import dev.maat.injectors.Programs;
import dev.maat.injectors.containers.HostNetfilter;
import dev.maat.injectors.containers.NetfilterTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The image of the helper containers that set netfilter rules where the harness is not root on the engine's host: pulled by
 * name, else built from this machine's own {@code nft} and {@code iptables}, whichever there are.
 */
final class HelperImage {
    private static final String RECIPE = "4";
    private static final long VERSION_LIMIT_MILLIS = 10_000;
    /** Under their older and newer names. */
    private static final Pattern EXTENSIONS = Pattern.compile(
            "lib(xt|ipt)_(" + String.join("|", new TreeSet<>(NetfilterTool.iptablesExtensions())) + ")\\.so");

    /** A helper sleeps until its node ends. A shell hands rules over to iptables. */
    private static final String[] ALWAYS = {"sleep", "sh"};

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

    /** The name of an image built here: it changes with this machine's {@code nft} and {@code iptables}. */
    static String builtName() {
        Programs programs = Programs.here();
        return "maat/helper:"
                + ContentHash.of(RECIPE, version(programs, "nft", "-v"), version(programs, "iptables", "-V"));
    }

    private static String version(Programs programs, String name, String option) {
        Path program = programs.find(name);
        return program == null
                ? ""
                : HostCommand.run(VERSION_LIMIT_MILLIS, List.of(program.toString(), option))
                        .output();
    }

    /** The reasons why it cannot be built here. */
    static Obstacle obstacle(Machine machine) {
        List<String> lacking = new ArrayList<>();
        if (HostNetfilter.installed(machine.programs()).isEmpty()) {
            lacking.add("nft");
        }
        lacking.addAll(machine.programs().lacking("sleep", "sh", "ldd"));
        return new Obstacle(lacking, "");
    }

    private String build(String name) {
        Obstacle obstacle = obstacle(Machine.here());
        if (!obstacle.isNone()) {
            throw new EngineUnavailable(
                    "the helper image " + ImageSettings.helper().name() + " cannot be pulled, and none can be built: "
                            + obstacle.words(),
                    "install nftables, run as root on the engine's host, or name an image that has nft or iptables with"
                            + " maat.helper.image",
                    null);
        }
        progress.note("building helper image " + name);
        Programs programs = Programs.here();
        try {
            ScratchImage image = new ScratchImage();
            for (String program : ALWAYS) {
                add(image, programs, program, "/bin/" + program);
            }
            String environment = "ENV PATH=/usr/sbin:/bin";
            List<NetfilterTool> tools = HostNetfilter.installed(programs);
            if (tools.contains(NetfilterTool.NFT)) {
                add(image, programs, "nft", "/usr/sbin/nft");
            }
            if (tools.contains(NetfilterTool.IPTABLES)) {
                environment += addIptables(image, programs);
            }
            image.build(client, name, List.of(environment, "LABEL dev.maat.image=helper"));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path add(ScratchImage image, Programs programs, String program, String at) throws IOException {
        Path found = programs.find(program);
        if (found == null) {
            throw new EngineUnavailable(program + " is not installed any more");
        }
        Path file = found.toRealPath();
        image.add(file, at).addLibrariesOf(file);
        return file;
    }

    /** One program under three names, which loads its matches and targets from a folder beside its library. */
    private static String addIptables(ScratchImage image, Programs programs) throws IOException {
        Path iptables = add(image, programs, "iptables", "/usr/sbin/iptables");
        image.link("/usr/sbin/iptables-restore", "iptables").link("/usr/sbin/iptables-save", "iptables");
        // A lock that the program holds while it works lies here.
        image.folder("/run");
        for (Path library : ScratchImage.linkedLibraries(iptables)) {
            Path extensions = library.toRealPath().resolveSibling("xtables");
            if (library.getFileName().toString().startsWith("libxtables") && Files.isDirectory(extensions)) {
                try (Stream<Path> files = Files.list(extensions)) {
                    for (Path file : files.filter(HelperImage::isUsed).toList()) {
                        image.add(file, "/usr/lib/xtables/" + file.getFileName())
                                .addLibrariesOf(file);
                    }
                }
                return " XTABLES_LIBDIR=/usr/lib/xtables";
            }
        }
        return "";
    }

    private static boolean isUsed(Path extension) {
        return EXTENSIONS.matcher(String.valueOf(extension.getFileName())).matches();
    }
}
