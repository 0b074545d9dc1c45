package dev.maat.engine.simulated;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.engine.Deployments;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that run the fake implementations, whose calls may take no more than 2 s. Most of their time goes into the start of JVMs and into
 * waits, so the runs of one class are made several at a time.
 */
abstract class FakesUnderWatch {
    @TempDir
    Path temp;

    Implementations implementations;

    @BeforeAll
    static void shortenTheWatch() {
        System.setProperty(CallWatch.LIMIT_SECONDS, "2");
    }

    @AfterAll
    static void restoreTheWatch() {
        System.clearProperty(CallWatch.LIMIT_SECONDS);
    }

    /** The run of a fake in a folder of this name. Each process that ends its JVM costs another JVM, and the time limit of a call. */
    JudgedRun run(String implementation, int nodes, String folder) {
        try (LoadedImplementation loaded = implementations.find(implementation).load()) {
            return Runs.run(
                    Scenario.of(implementation, "membership", "fifo", nodes, 7, new Workload(20, 32, 64, 500)),
                    Deployments.of(Deployments.SIMULATION, loaded),
                    RunDirectory.create(temp.resolve(folder)),
                    Progress.SILENT);
        }
    }

    /** The finding about ends that nobody provoked. */
    static PropertyResult exits(JudgedRun run) {
        return run.judgement().properties().stream()
                .filter(property -> property.id().equals(PropertyId.NO_UNPROVOKED_EXIT.id()))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void makeTheFolder() throws IOException {
        implementations = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
    }
}
