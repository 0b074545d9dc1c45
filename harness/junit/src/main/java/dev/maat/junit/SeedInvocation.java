package dev.maat.junit;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One seed of a {@link ChaosTest}. */
final class SeedInvocation implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {
    private static final List<Class<?>> PARAMETERS =
            List.of(JudgedRun.class, Judgement.class, History.class, Scenario.class);

    private final long seed;
    private final Supplier<Scenario> scenario;
    private final Laboratory laboratory;
    private final boolean mustHold;
    private @Nullable JudgedRun run;

    SeedInvocation(long seed, Supplier<Scenario> scenario, Laboratory laboratory, boolean mustHold) {
        this.seed = seed;
        this.scenario = scenario;
        this.laboratory = laboratory;
        this.mustHold = mustHold;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        String type = context.getRequiredTestClass().getName();
        String method = context.getRequiredTestMethod().getName();
        Path folder = Results.of(type, method, "seed-" + seed);
        JudgedRun judged = laboratory.run(scenario.get(), folder);
        run = judged;
        Path report = folder.resolve("report.html");
        if (Files.exists(report)) {
            context.publishReportEntry(Map.of("maat.report", report.toString()));
        }
        if (mustHold) {
            String again = "mvn test -Dtest='" + type + "#" + method + "' -D" + Seeds.PROPERTY + "=" + seed;
            Assertion.holds(judged, folder, again, laboratory);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        JudgedRun judged = run;
        if (judged == null) {
            // A constructor, or a method that is called before the test.
            throw new ParameterResolutionException(
                    "the run comes right before the method of @ChaosTest, so only that method may take "
                            + parameter.getParameter().getType().getSimpleName());
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == JudgedRun.class) {
            return judged;
        }
        if (type == Judgement.class) {
            return judged.judgement();
        }
        return type == History.class ? judged.history() : judged.scenario();
    }
}
