package dev.maat.engine.doctor;

import dev.maat.engine.containers.needs.ContainerNeeds;
import dev.maat.engine.containers.needs.Machine;
import dev.maat.engine.containers.needs.Need;
import dev.maat.engine.processes.ProcessDeployment;
import dev.maat.injectors.containers.KernelNetem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines this machine; changes nothing on it. */
public final class Doctor {
    private static final String CONTAINER_RUNS = "runs in containers (maat run --deployment containers)";

    private final Machine machine;

    /** @param environment variables by name */
    public Doctor(Map<String, String> environment) {
        this(Machine.of(environment));
    }

    Doctor(Machine machine) {
        this.machine = machine;
    }

    /** All findings, the most needed first. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(maven());
        findings.add(processes());
        ContainerNeeds.examine(machine).forEach(need -> findings.add(finding(need)));
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

    private static Finding processes() {
        String subject = "loopback";
        String gives = "runs on plain processes (maat run --deployment processes)";
        String obstacle = ProcessDeployment.obstacle();
        return obstacle.isEmpty()
                ? Finding.ready(subject, "an address of its own for each node", gives)
                : Finding.missing(subject, obstacle, gives, "use containers or the simulation");
    }

    private Finding finding(Need need) {
        Finding.State state =
                switch (need.state()) {
                    case READY -> Finding.State.READY;
                    case OBTAINABLE -> Finding.State.OBTAINABLE;
                    case UNSURE -> Finding.State.UNSURE;
                    case MISSING -> Finding.State.MISSING;
                };
        return new Finding(
                need.subject().words(), state, need.found(), use(need.subject()), need.remedy(machine), false);
    }

    private static String use(Need.Subject subject) {
        return switch (subject) {
            case ENGINE, NODE_IMAGE -> CONTAINER_RUNS;
            case TOXIPROXY_IMAGE -> "runs in containers over TCP: latency, cuts and resets";
            case NETFILTER, HELPER_IMAGE -> "runs in containers over UDP: partition, one-way cut and loss";
            case NETFILTER_TCP -> "runs in containers over TCP: cuts, refused connections, the way to Toxiproxy";
        };
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
