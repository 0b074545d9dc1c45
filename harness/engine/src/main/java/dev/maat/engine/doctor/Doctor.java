package dev.maat.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.containers.WantedImage;
import dev.maat.engine.run.Failures;
import dev.maat.injectors.containers.KernelNetem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Examines this machine; changes nothing on it. */
public final class Doctor {
    private static final String CONTAINER_RUNS = "runs in containers (maat run --deployment containers)";

    private final Machine machine;

    /** @param environment variables by name */
    public Doctor(Map<String, String> environment) {
        this.machine = new Machine(environment);
    }

    /** All findings, the most needed first. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(maven());
        EngineAnswer engine = askEngine();
        findings.add(engine.finding);
        findings.add(image(engine.socket, WantedImage.node(), CONTAINER_RUNS));
        findings.add(image(
                engine.socket, WantedImage.toxiproxy(), "latency, cuts and resets on TCP links of container runs"));
        findings.add(netfilter(engine.socket != null));
        findings.add(netem(KernelNetem.look(machine.variable("DOCKER_HOST"))));
        findings.add(browser());
        return findings;
    }

    private static Finding jdk() {
        return Finding.ready(
                        "JDK",
                        Runtime.version() + " in " + System.getProperty("java.home"),
                        "everything; simulation and checkers need nothing else")
                .asNeeded();
    }

    private Finding maven() {
        String gives = "building Maat, and 'mvn verify' for the chaos suites";
        Optional<Path> mvn = machine.program("mvn");
        return mvn.flatMap(program -> machine.answer(program, "-B", "-Dstyle.color=never", "-v"))
                .map(answer -> Finding.ready(
                        "Maven", answer.lines().findFirst().orElse("") + " at " + mvn.orElseThrow(), gives))
                .orElseGet(() -> Finding.missing(
                        "Maven",
                        mvn.isPresent() ? mvn.get() + " does not answer '-v'" : "no mvn on the path",
                        gives,
                        "apt-get install maven, dnf install maven or brew install maven; 3.8 or newer"));
    }

    private record EngineAnswer(Finding finding, @Nullable EngineSocket socket) {}

    private EngineAnswer askEngine() {
        List<EngineSocket> candidates;
        try {
            candidates = EngineSocket.candidates(machine);
        } catch (IllegalArgumentException e) {
            return new EngineAnswer(noEngine("DOCKER_HOST is no address: " + e.getMessage()), null);
        }
        String why = machine.variable("DOCKER_HOST").isEmpty()
                ? "no engine's socket on this machine"
                : "DOCKER_HOST names neither unix:// nor tcp://";
        for (EngineSocket socket : candidates) {
            try {
                JsonNode version = socket.version();
                return new EngineAnswer(
                        Finding.ready(
                                "container engine",
                                version.path("Version").asText("?") + ", API "
                                        + version.path("ApiVersion").asText("?") + ", at " + socket.name(),
                                CONTAINER_RUNS),
                        socket);
            } catch (IOException e) {
                why = socket.name() + ": " + Failures.describe(e);
            }
        }
        return new EngineAnswer(noEngine(why), null);
    }

    private Finding noEngine(String why) {
        String remedy = machine.program("dockerd").isPresent()
                ? "start it: 'systemctl start docker', without systemd 'setsid dockerd >/var/log/dockerd.log 2>&1 &'"
                : "apt-get install docker.io and start it, or install Docker Desktop; DOCKER_HOST names one elsewhere";
        if (why.contains("Permission denied") || why.contains("Operation not permitted")) {
            remedy = "this user may not talk to the engine: 'sudo usermod -aG docker $USER', then log in again";
        }
        return Finding.missing("container engine", why, CONTAINER_RUNS, remedy);
    }

    private Finding image(@Nullable EngineSocket engine, WantedImage wanted, String gives) {
        String subject = wanted.subject();
        if (engine == null) {
            return Finding.missing(subject, "needs a container engine", gives, "see container engine");
        }
        try {
            if (engine.hasImage(wanted.name())) {
                return Finding.ready(
                        subject, wanted.name() + (wanted.chosen() ? ", set by " + wanted.setting() : ""), gives);
            }
            if (!wanted.chosen() && engine.hasImage(wanted.builtName())) {
                return Finding.ready(subject, wanted.builtName() + ", built on this machine", gives);
            }
        } catch (IOException e) {
            return Finding.missing(
                    subject,
                    "the engine does not list its images: " + Failures.describe(e),
                    gives,
                    "restart the engine");
        }
        return notHereYet(wanted, gives);
    }

    private Finding notHereYet(WantedImage wanted, String gives) {
        String variable = wanted.setting().replace('.', '_').toUpperCase(Locale.ROOT);
        String pulled = "not here yet; pulled as " + wanted.name();
        if (wanted.chosen()) {
            return Finding.obtainable(
                    wanted.subject(),
                    pulled + ", as " + wanted.setting() + " says, when first needed",
                    gives,
                    "where it cannot be pulled: 'docker load' it, or unset " + variable);
        }
        List<String> lacking = wanted.builtFrom().stream()
                .filter(program -> machine.program(program).isEmpty())
                .toList();
        String remedy = "where no registry answers: "
                + (lacking.isEmpty() ? "" : "install " + String.join(", ", lacking) + " to have it built, or ")
                + "name an image at the engine with " + variable;
        return Finding.obtainable(
                wanted.subject(),
                pulled + (lacking.isEmpty() ? ", or built with " + String.join(", ", wanted.builtFrom()) : "")
                        + ", when first needed",
                gives,
                remedy);
    }

    private static Finding netem(KernelNetem kernel) {
        String subject = "netem";
        String gives = "nothing yet: container runs over udp drop packets, but do not delay, copy or reorder them;"
                + " over tcp there is latency, the simulation has all of these faults";
        return switch (kernel) {
            case PRESENT -> Finding.ready(subject, "the kernel has sch_netem", gives);
            case MISSING -> Finding.missing(subject, "this kernel lacks sch_netem", gives, kernel.remedy());
            case UNKNOWN ->
                Finding.missing(
                        subject,
                        "unknown: only root can find out, with tc and unshare, and only for an engine on this machine",
                        gives,
                        kernel.remedy());
        };
    }

    private Finding netfilter(boolean engine) {
        String subject = "netfilter";
        String gives = "partition, one-way cut and loss between containers";
        boolean here =
                machine.program("nft").isPresent() && machine.program("nsenter").isPresent() && machine.isRoot();
        if (here) {
            return Finding.ready(subject, "nft and nsenter, as root", gives);
        }
        if (engine) {
            return Finding.obtainable(
                    subject,
                    machine.isRoot()
                            ? "no nft or nsenter on the path; a helper container sets the rules"
                            : "not root; a helper container sets the rules",
                    gives);
        }
        return Finding.missing(
                subject,
                "no container engine, and without one it needs nft, nsenter and root",
                gives,
                "see container engine; as root, to do without helper containers: apt-get install nftables util-linux");
    }

    private Finding browser() {
        String gives = "the tests of the report in a real browser (mvn verify); any browser can read reports";
        Optional<Path> browser = machine.program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = machine.program("chromedriver");
        if (browser.isPresent() && driver.isPresent()) {
            return Finding.ready("browser", browser.get() + " and " + driver.get(), gives);
        }
        return Finding.missing(
                "browser",
                browser.isPresent() ? "no chromedriver on the path" : "no chromium on the path",
                gives,
                "apt-get install chromium chromium-driver");
    }
}
