/**
 * {@code maat study}: its options, and the terminal's tables.
 *
 * <p>May use: cli.terminal, cli.shell, engine.study, engine.run, node (implementation folders), contract, picocli. May be used by: the
 * {@code maat} command.
 */
@NullMarked
package dev.maat.engine.cli.study;

import org.jspecify.annotations.NullMarked;
