package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.Main;
import dev.maat.reference.ReferenceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code maat bench group} on real sockets of the loopback interface. */
@Timeout(300)
@InProcesses
class GroupBenchTest {
    private static final int MEMBERS = 3;

    @TempDir
    Path temp;

    @Test
    void aGroupOfProcessesIsMeasuredAndLosesAMember() throws Exception {
        Path csv = temp.resolve("speed.csv");

        MaatCommand run = MaatCommand.run(reference(), temp, arguments("300ms", "--csv", csv.toString()));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("deliveries/cpu-s", "latency p99", "new view ms");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + 6).first().asString().startsWith("ordering,members,bytes,figure");
        assertThat(median(lines, "deliveries/s/member")).isPositive();
        assertThat(median(lines, "latency p50 us")).isPositive();
        assertThat(median(lines, "new view ms")).isPositive();
    }

    @Test
    void membersEndWithAHarnessThatIsKilled() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dmaat.implementations=" + reference().toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments("10m")));
        Process harness = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("output.txt").toFile())
                .start();
        List<ProcessHandle> members = harness.descendants().toList();
        while (members.size() < MEMBERS) {
            assertThat(harness.isAlive()).isTrue();
            members = harness.descendants().toList();
        }

        harness.destroyForcibly();

        for (ProcessHandle member : members) {
            member.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static String[] arguments(String measure, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "bench",
                "group",
                "--against",
                "nothing",
                "--members",
                String.valueOf(MEMBERS),
                "--sizes",
                "1000",
                // A small window: members whose code is not compiled yet are not to be buried.
                "--buffer",
                "1048576",
                "--orderings",
                "total",
                "--transport",
                "udp",
                "--repeat",
                "1",
                "--warm-up",
                "300ms",
                "--measure",
                measure));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static double median(List<String> csv, String figure) {
        String line = csv.stream()
                .filter(each -> each.contains("," + figure + ","))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.split(",")[5]);
    }

    private Path reference() throws IOException {
        String manifest = """
                {"format": "maat-implementation", "version": 1, "provider": "dev.maat.reference.ReferenceProvider",
                 "implementations": [{"name": "reference", "version": "1", "deployments": ["simulation", "processes"],
                                      "transports": ["udp"], "claims": {"total": "atomic"}}]}
                """;
        return ImplementationJar.folder(temp.resolve("reference"), manifest, List.of(ReferenceProvider.class));
    }
}
