package dev.maat.suites;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A suite whose runs take place in real time, in containers or in processes of this machine. One such suite runs at a time: two would
 * delay each other's packets, and faults would come too late to have an effect. These suites begin first, because they wait most of
 * their time, and simulated ones run beside them.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("real time")
@Order(1)
public @interface InRealTime {}
