/**
 * The container suites: whole runs on real containers, each by a harness in a process of its own, and judged by the checkers.
 *
 * <p>Where no engine answers they are skipped, with the reason on screen, or fail with {@code -Dmaat.containers=required}.
 */
@NullMarked
package dev.maat.suites.containers;

import org.jspecify.annotations.NullMarked;
