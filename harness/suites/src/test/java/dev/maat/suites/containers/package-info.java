/**
 * The container suites: whole runs on real containers, each by a harness in a process of its own, and judged by the checkers.
 *
 * <p>Where no engine answers, or something else that they need is missing, they are skipped, and the reason is repeated at the
 * end of the build. They fail instead with {@code -Dmaat.containers=required}.
 */
@NullMarked
package dev.maat.suites.containers;

import org.jspecify.annotations.NullMarked;
