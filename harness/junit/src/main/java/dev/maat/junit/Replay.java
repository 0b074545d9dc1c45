package dev.maat.junit;

import dev.maat.contract.ImplementationProvider;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays a scenario: in simulation to the byte.
 *
 * <pre>{@code
 * Replay.of(SCENARIO).implementations("impl/mine").assertHolds();
 * Replay.of(SCENARIO).provider(MyProvider.class).assertHolds();
 * }</pre>
 */
public final class Replay {
    /** Folders that are searched first; separated as in a class path. */
    static final String PROPERTY = "maat.implementations";

    static final String VARIABLE = "MAAT_IMPLEMENTATIONS";

    private final Scenario scenario;
    private final List<Path> folders;
    private final @Nullable Class<? extends ImplementationProvider> provider;

    private Replay(Scenario scenario, List<Path> folders, @Nullable Class<? extends ImplementationProvider> provider) {
        this.scenario = scenario;
        this.folders = folders;
        this.provider = provider;
    }

    /**
     * A scenario, as the text of its file.
     *
     * @throws dev.maat.scenario.ScenarioFileException naming the place and a right value
     */
    public static Replay of(String text) {
        return of(ScenarioJson.read("the scenario", text));
    }

    public static Replay of(Scenario scenario) {
        return new Replay(scenario, List.of(), null);
    }

    /**
     * Implementation folders, or folders of such, that are searched after those that the system property {@code maat.implementations} or,
     * without it, the environment variable {@code MAAT_IMPLEMENTATIONS} names.
     */
    public Replay implementations(String... named) {
        List<Path> all = new ArrayList<>();
        String first = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        for (String folder : first.split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                all.add(Path.of(folder));
            }
        }
        for (String folder : named) {
            all.add(Path.of(folder));
        }
        return new Replay(scenario, all, provider);
    }

    /** A class of the test class path in the place of the implementation that the scenario names. */
    public Replay provider(Class<? extends ImplementationProvider> type) {
        return new Replay(scenario, folders, type);
    }

    /** Runs the scenario and returns the run, whatever its verdict. Results are kept unless it passed. */
    public JudgedRun run() {
        return laboratory().run(scenario, folder());
    }

    /**
     * Runs the scenario and asserts that the claim holds.
     *
     * @throws AssertionError with the property, the violation as a sentence, the report and the commands to repeat it
     */
    public void assertHolds() {
        Laboratory laboratory = laboratory();
        JudgedRun run = laboratory.run(scenario, folder());
        Assertion.holds(run, folder(), "this test", laboratory);
    }

    private Path folder() {
        return Results.of(
                "replays",
                scenario.implementation() + "-" + scenario.seed() + "-"
                        + Integer.toHexString(ScenarioJson.write(scenario).hashCode()));
    }

    private Laboratory laboratory() {
        BuildUnderTest build = provider == null
                ? BuildUnderTest.in(existing())
                : BuildUnderTest.of(provider)
                        .membership(scenario.membership())
                        .claiming(
                                scenario.ordering().isEmpty() ? "fifo" : scenario.ordering(),
                                scenario.claims().toArray(new String[0]));
        return Laboratory.of(build.named(scenario.implementation()), scenario.deployment());
    }

    private Path[] existing() {
        if (folders.isEmpty()) {
            throw new ArgumentException("where " + scenario.implementation()
                    + " is to be found is not said; name its folder by implementations(...), its class by provider(...), or set "
                    + VARIABLE);
        }
        return folders.toArray(new Path[0]);
    }
}
