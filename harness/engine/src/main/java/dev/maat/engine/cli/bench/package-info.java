/**
 * The command {@code maat bench}: how fast Maat itself is on this machine.
 *
 * <p>May use: cli.terminal, cli.shell, engine.bench, engine.run, checkers, picocli. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.cli.bench;

import org.jspecify.annotations.NullMarked;
