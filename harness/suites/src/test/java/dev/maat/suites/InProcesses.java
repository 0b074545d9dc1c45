package dev.maat.suites;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A suite whose runs take place in processes of this machine. One such suite runs at a time: two would delay each other's packets, and
 * each looks for processes that it left behind.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("processes")
public @interface InProcesses {}
