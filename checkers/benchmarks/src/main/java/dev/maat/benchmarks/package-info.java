/**
 * JMH benchmarks of reading and judging; see CONTRIBUTING.md for how to run them. {@code maat bench checkers} measures reading
 * and judging together, at sizes that no microbenchmark reaches.
 *
 * <p>May use: the checkers, JMH. May be used by: no other module.
 */
@NullMarked
package dev.maat.benchmarks;

import org.jspecify.annotations.NullMarked;
