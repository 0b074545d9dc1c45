package dev.maat.junit;

import dev.maat.contract.ImplementationProvider;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs an implementation under faults, once for each seed. Each seed is a test of its own.
 *
 * <p>The run comes before the method. If it violates the claim, or proves nothing, the test fails and the method is not called; the
 * message names the property, tells the violation as a sentence, and has the seed, the report and the commands that repeat and shrink
 * the run. A run that put no property at risk is skipped with that reason. The method may take any of {@code JudgedRun}, {@code Judgement},
 * {@code History} and {@code Scenario}, for assertions of its own.
 *
 * <pre>{@code
 * @ChaosTest(provider = MyProvider.class, claims = "reliable-fifo", membership = "static", seeds = "1..20", faults = "loss,partition")
 * void keepsItsClaim(JudgedRun run) {
 *     assertTrue(run.counts().bites() > 0);
 * }
 * }</pre>
 *
 * <p>The system property {@code maat.seeds} replaces the seeds of all tests, so that one of them can be repeated. Results of seeds that did
 * not pass are kept below {@code target/maat} (of a Gradle build, {@code build/maat}), or in the folder that the system property {@code
 * maat.results} names.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ChaosExtension.class)
public @interface ChaosTest {
    /** The class under test, of the test class path. Either this, {@link #folder} or {@link #implementation} says what is tested. */
    Class<? extends ImplementationProvider> provider() default ImplementationProvider.class;

    /** An implementation folder, or a folder of such folders; relative to the folder in which the tests run. */
    String folder() default "";

    /**
     * The name of the implementation. It may be left out where {@link #folder} offers one only; a {@link #provider} is given its simple
     * class name then.
     */
    String implementation() default "";

    /** Of a {@link #provider}: the profile, or the profiles and properties, that it is judged by. A folder's manifest has its own. */
    String[] claims() default {};

    /**
     * Of a {@link #provider}: {@code primary}, {@code partitionable} or {@code static} (no views). Absent: {@code primary}. A folder's
     * manifest has its own.
     */
    String membership() default "";

    /** The order that is asked for: {@code fifo}, {@code causal}, {@code total} ... Absent: the first that is offered. */
    String ordering() default "";

    /** {@code plain} or {@code uniform}. Absent: plain where it is offered, else the first that is. */
    String delivery() default "";

    /** Seeds: {@code "7"}, {@code "1..20"}, or a list of such. */
    String seeds() default "1..10";

    /** {@code swarm}, {@code none}, or a list of kinds of fault, as {@code maat run --faults} has them. */
    String faults() default "swarm";

    /** {@code simulation}, {@code processes} or {@code containers}. */
    String deployment() default "simulation";

    /** {@code udp}, {@code multicast} or {@code tcp}. Absent: the first that is offered. */
    String transport() default "";

    /** How many nodes; 0: drawn, or the usual number. */
    int nodes() default 0;

    /** Messages per second of the whole group; 0: drawn, or the usual rate. */
    int messagesPerSecond() default 0;

    /** The size of a message in bytes, {@code "2048"} or {@code "32-4096"}. Absent: drawn, or the usual sizes. */
    String payload() default "";

    /** How long faults are injected, {@code "500ms"}, {@code "30s"}, {@code "2m"}; virtual time in simulation. */
    String duration() default "30s";

    /** Whether a run that does not hold fails the test before the method is called. If not, judging is left to the method. */
    boolean mustHold() default true;
}
