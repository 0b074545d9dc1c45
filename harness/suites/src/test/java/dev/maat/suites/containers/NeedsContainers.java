package dev.maat.suites.containers;

import dev.maat.engine.containers.needs.ContainerNeeds;
import dev.maat.engine.containers.needs.EngineEnvironment;
import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.engine.containers.needs.Machine;
import dev.maat.engine.containers.needs.Need;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.Programs;
import dev.maat.suites.SkippedSuites;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Skips a suite, or a test of one, where something that its runs need is missing. The reason is printed and repeated at the end of
 * the build. With {@code -Dmaat.containers=required} the suite fails instead.
 *
 * <p>One such suite runs at a time: the faults of two runs would come too late on a small machine to have an effect. These suites begin
 * first, because they wait most of their time and others compute beside them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsContainers.Condition.class)
@ResourceLock("containers")
@Order(1)
@interface NeedsContainers {
    /** Needs beyond those of a run over UDP. */
    Need.Subject[] also() default {};

    /** Programs of this machine that the runs use. */
    String[] programs() default {};

    final class Condition implements ExecutionCondition {
        private static final Map<Set<Need.Subject>, Optional<String>> ASKED = new ConcurrentHashMap<>();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            NeedsContainers asked = context.getElement()
                    .map(element -> element.getAnnotation(NeedsContainers.class))
                    .orElse(null);
            if (asked == null) {
                return ConditionEvaluationResult.enabled("its suite has what it needs");
            }
            Set<Need.Subject> needs = EnumSet.copyOf(ContainerNeeds.of("udp"));
            needs.addAll(List.of(asked.also()));
            if (needs.contains(Need.Subject.TOXIPROXY_IMAGE)) {
                needs.addAll(ContainerNeeds.of("tcp"));
            }
            List<String> lacking = Programs.here().lacking(asked.programs());
            Optional<String> reason = lacking.isEmpty()
                    ? ASKED.computeIfAbsent(needs, Condition::missing)
                    : Optional.of("these programs are not installed: " + String.join(", ", lacking));
            if (reason.isEmpty()) {
                return ConditionEvaluationResult.enabled("all that its runs need is here");
            }
            if ("required".equals(System.getProperty("maat.containers"))) {
                throw new IllegalStateException("container suites are required, but " + reason.get());
            }
            SkippedSuites.add(name(context), reason.get());
            return ConditionEvaluationResult.disabled(reason.get());
        }

        private static Optional<String> missing(Set<Need.Subject> needs) {
            try {
                ContainerNeeds.require(needs, Machine.here());
                EngineEnvironment.missing(Progress.SILENT);
                return Optional.empty();
            } catch (EngineUnavailable e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        private static String name(ExtensionContext context) {
            String suite = context.getRequiredTestClass().getSimpleName();
            return context.getTestMethod()
                    .map(method -> suite + "." + method.getName())
                    .orElse(suite);
        }
    }
}
