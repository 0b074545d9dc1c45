/**
 * The command {@code maat check}: judges any histories, whole or while they are written.
 *
 * <p>May use: cli.terminal, engine.run, checkers, picocli. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.cli.check;

import org.jspecify.annotations.NullMarked;
