package dev.maat.suites.containers;

import dev.maat.engine.containers.EngineEnvironment;
import dev.maat.engine.containers.EngineUnavailable;
import dev.maat.engine.run.Progress;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a suite, saying why, where no engine answers; with {@code -Dmaat.containers=required} it fails instead. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsContainers.Condition.class)
@interface NeedsContainers {
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                EngineEnvironment.missing(Progress.SILENT);
                return ConditionEvaluationResult.enabled("an engine answers");
            } catch (EngineUnavailable e) {
                if ("required".equals(System.getProperty("maat.containers"))) {
                    throw new IllegalStateException(
                            "containers are required, but there is no engine: " + e.getMessage(), e);
                }
                // Surefire counts skipped suites without the reason.
                System.out.println("[SKIPPED] " + context.getDisplayName() + ": " + e.getMessage());
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
        }
    }
}
