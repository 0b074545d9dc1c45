/**
 * The command {@code maat check}: judges histories of any origin, finished or while they are written.
 *
 * <p>Terms: a history is <em>followed</em> when it is judged while it is written; an input is <em>rejected</em> when it is not a
 * history.
 *
 * <p>May use: cli.terminal, cli.shell, cli.judgement, engine.run, checkers, reports, Jackson, picocli. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.cli.check;

import org.jspecify.annotations.NullMarked;
