/**
 * The {@code maat} command: its commands, and the exit code of each failure. {@code maat run}, {@code maat check}, {@code
 * maat bench} and {@code maat study} have packages of their own; the smaller ones, {@code maat list} and {@code maat doctor}, are here.
 *
 * <p>May use: cli.terminal, cli.shell, cli.run, cli.check, cli.bench, cli.study, engine (names of deployments), engine.run, engine.doctor, scenario, faults,
 * node (implementation folders), contract (where its jar is), checkers, Jackson, picocli. May be used by: the launcher only.
 */
@NullMarked
package dev.maat.engine.cli;

import org.jspecify.annotations.NullMarked;
