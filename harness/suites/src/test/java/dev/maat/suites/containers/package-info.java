/**
 * The container suites: whole runs on real containers, each by a harness in a process of its own, judged by the checkers.
 *
 * <p>They are skipped, with the reason on screen, where no engine answers, and fail there with {@code -Dmaat.containers=required}.
 */
@NullMarked
package dev.maat.suites.containers;

import org.jspecify.annotations.NullMarked;
