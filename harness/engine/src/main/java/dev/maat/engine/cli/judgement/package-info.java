/**
 * Judgements as text: the table of properties, violations with their witnesses, the verdict.
 *
 * <p>Terms: a property is <em>beyond the claim</em> when it was judged although the history does not claim it; a <em>witness</em>
 * is the events that prove a violation.
 *
 * <p>May use: cli.terminal, engine.run (numbers), checkers. May be used by: the commands that show judgements, run and check.
 */
@NullMarked
package dev.maat.engine.cli.judgement;

import org.jspecify.annotations.NullMarked;
