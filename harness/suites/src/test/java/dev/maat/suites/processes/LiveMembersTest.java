package dev.maat.suites.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.contract.ImplementationProvider;
import dev.maat.faults.Fault;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.suites.ImplementationJar;
import dev.maat.suites.InProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a live member. Processes are no place for one, as its liveness cannot be judged there; what it delivers can. */
@InProcesses
class LiveMembersTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("maat.root", "../.."), "impl", "examples", "java-live");

    @TempDir
    Path temp;

    private static void run(String tool, Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, words))
                .as("%s %s", tool, String.join(" ", words))
                .isZero();
    }

    private Implementation compiled() throws IOException {
        Path classes = temp.resolve("classes");
        Path source = EXAMPLE.resolve("src/main/java/com/example/MyLiveProvider.java");
        run("javac", "-cp", ImplementationJar.placeOf(ImplementationProvider.class), "-d", classes, source);
        Files.createDirectories(temp.resolve("mine/lib"));
        run("jar", "--create", "--file", temp.resolve("mine/lib/mine.jar"), "-C", classes, ".");
        Files.copy(EXAMPLE.resolve("manifest.json"), temp.resolve("mine/manifest.json"));
        return Implementations.scan(temp.resolve("mine")).find("mine-live");
    }

    @Test
    void theExampleLosesMessagesAndIsFoundAndNothingIsSaidOfItsLiveness() throws Exception {
        Implementation live = compiled();
        PlannedFault[] loss = new ProcessRun.Then()
                .lasting(800, 300, new Fault.Loss(List.of(), 30))
                .all();

        ProcessRun run = ProcessRun.of(live, ProcessRun.scenario(live, "fifo", 3, 1_500, loss), temp.resolve("run"));

        assertThat(run.result().outcome().harnessFailure()).isEmpty();
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.judgement().property("fifo-gap-free").verdict()).isEqualTo(Verdict.VIOLATED);
        for (String id : new String[] {"delivery-integrity", "no-duplication", "no-unprovoked-exit"}) {
            assertThat(run.judgement().property(id).verdict()).as(id).isEqualTo(Verdict.HOLDS);
        }
        assertThat(run.harnessLines()).anyMatch(line -> line.contains("\"links\":\"failed\""));
        assertThat(run.judgement().property("validity").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ProcessRun.traces()).isEmpty();
    }
}
